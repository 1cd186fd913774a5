"""The smallest input that still breaks a law."""

from collections.abc import Callable

TRIES = 400  # inputs that are tried for a smaller one


def reduced(data: bytes, breaks: Callable[[bytes], bool], tries: int = TRIES) -> bytes:
    """Return a small part of the data that breaks the same law: pieces go as long as it does."""
    size = max(1, len(data) // 2)
    while size and tries:
        start, smaller = 0, False
        while start < len(data) and tries:
            rest = data[:start] + data[start + size :]
            tries -= 1
            if breaks(rest):
                data, smaller = rest, True
            else:
                start += size
        if not smaller:
            size //= 2
    return data
