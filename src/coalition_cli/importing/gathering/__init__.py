"""What rows became → records with ids, each once, and nothing of them lost."""
