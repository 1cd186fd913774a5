"""The commands. Each packs its options into values, asks, and gives the rows to a writer."""
