"""What a page says for machines: JSON-LD and microdata → nodes, with the lines of each."""
