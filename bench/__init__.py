"""The benchmark: `coalition` and other tools, on the same data, at the same time."""
