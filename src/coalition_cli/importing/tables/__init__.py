"""Tables and spreadsheets → rows: lines are cut into cells, and columns get names."""
