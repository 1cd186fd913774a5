"""Looking around in the terminal: a list, the page of what is under the cursor, and facets."""
