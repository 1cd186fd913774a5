"""Attributions of several articles → sayings, and who of their speakers is one person."""
