"""References to articles, for bibliographies and citations: CSL-JSON and BibLaTeX."""
