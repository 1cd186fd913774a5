"""A short question to whoever sits before the terminal, which one line answers."""

import sys


def can_ask() -> bool:
    """Whether questions can be asked: answers come from a terminal, and questions go to one."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def line_for(question: str) -> str:
    """Ask, and return the line that answers, with its end; empty if nobody can answer any more."""
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline()
