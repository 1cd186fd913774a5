"""Drafting: a new record, from the first answer to the text that goes into its file."""
