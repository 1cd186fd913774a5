"""The text of an article → its attributions: who says what, in which words."""
