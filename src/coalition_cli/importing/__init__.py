"""Data of other forms → a claims file: rows, a mapping, records with ids, what became of each."""
