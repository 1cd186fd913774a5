"""The verbs, nouns and phrases of saying in a sentence, each with who says it."""
