"""Drafting: a new record, or a new value of one, from an answer to its text in a file."""
