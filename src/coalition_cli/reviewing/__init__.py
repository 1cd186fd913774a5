"""The drafts of claims files, one after the other: accepted, edited, dropped or left."""
