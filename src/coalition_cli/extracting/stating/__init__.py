"""What a page states of its article: headline, authors, date, publisher."""
