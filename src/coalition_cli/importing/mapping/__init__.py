"""The mapping language: a document → a plan; a plan and a row → what the row became."""
