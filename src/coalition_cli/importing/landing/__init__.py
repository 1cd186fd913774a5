"""Records → a claims file: a new one, a folder of them, or one that is there already."""
