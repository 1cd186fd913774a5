"""Attributions of articles → records of a claims file, with comments where judgement is due."""
