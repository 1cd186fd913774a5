"""Data of other forms → a claims file: rows, a mapping, records with ids, and what became of each."""
