"""The benchmark: `coalition` beside other tools, on the same data, at the same moment."""
