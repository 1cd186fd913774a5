"""A text → words, sentences, and what each word may be in them."""
