"""What TAB offers at the cursor, and the scripts of the shells that ask for it."""
