"""Questions answered: rows with field names, or a plain value for a page. No Typer, no Rich."""
