"""What lets root read and write everything, laid down for a while: then permissions bind it too."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_VERSION = 0x20080522  # of the structures of capset(2), the third
_OVERRIDE = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, see capabilities(7)


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """Have permissions bind this thread as they bind other users: whom they bind, they bind.

    A process that it starts as root has all rights again.
    """
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("permissions do not bind root, and only Linux has it do without")
    libc = ctypes.CDLL(None)
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    held = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable ones, in two halves
    assert libc.capget(header, held) == 0
    assert libc.capset(header, type(held)(held[0] & ~_OVERRIDE, *held[1:])) == 0
    try:
        yield
    finally:
        assert libc.capset(header, held) == 0
