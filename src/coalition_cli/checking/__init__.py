"""Checking: errors between records, warnings, and what an editor would ask for."""
