"""Data of other forms → a claims file: rows, a mapping, records with ids → a claims file."""
