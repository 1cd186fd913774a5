"""A saved page → its blocks, and those that are the text of its article."""
