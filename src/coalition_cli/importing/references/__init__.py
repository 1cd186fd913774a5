"""Annotations and bibliographies → rows that a mapping can name."""
