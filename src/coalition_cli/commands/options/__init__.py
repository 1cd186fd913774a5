"""The options of commands, packed into values."""
