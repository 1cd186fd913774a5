"""Prompting: questions on a terminal, and answers to them.

Here alone lives prompt_toolkit. Nothing else knows how an answer is edited or completed.
"""
