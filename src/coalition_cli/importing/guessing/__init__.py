"""Inputs without a mapping: what their columns mean, and which corpora they are."""
