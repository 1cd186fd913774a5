"""Records ↔ nodes of schema.org: one table of terms, read in both directions."""
