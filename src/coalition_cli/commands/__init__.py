"""The commands: each packs its options into a value, asks, and hands the rows to a writer."""
