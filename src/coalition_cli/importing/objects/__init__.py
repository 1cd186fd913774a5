"""JSON and JSON Lines → rows, and where each of them stands."""
