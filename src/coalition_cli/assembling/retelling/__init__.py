"""Which articles retell which, by links and by lines that say so."""
