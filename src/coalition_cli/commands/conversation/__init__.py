"""Conversations on the terminal: a record by questions, and drafts that are read."""
