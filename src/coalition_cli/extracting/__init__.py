"""A saved page, Markdown or plain text → the text of its article, and what it says of itself."""
