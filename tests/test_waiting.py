"""What a thread takes of a server while another one reads it."""

import threading
from collections.abc import Iterator

import pytest

from coalition_cli.lake.waiting import Taken, within


def nothing() -> None:
    """End nothing."""


def test_items_come_in_their_order_and_are_taken_only_a_little_ahead() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(20_000):
            taken.append(number)
            yield number

    read = iter(Taken(items, nothing, 60))
    assert next(read) == 0
    assert len(taken) <= 7_000
    assert [0, *read] == list(range(20_000))


def test_what_is_half_read_is_ended_at_the_server() -> None:
    ended = threading.Event()
    read = iter(Taken(lambda: iter(range(100_000)), ended.set, 60))
    next(read)
    del read
    assert ended.wait(60)


def test_what_is_read_to_its_end_is_not() -> None:
    ended = threading.Event()
    assert list(Taken(lambda: iter("ab"), ended.set, 60)) == ["a", "b"]
    assert not ended.is_set()


def test_an_error_is_raised_where_items_are_read() -> None:
    def broken() -> Iterator[int]:
        yield from range(1_500)
        raise LookupError("gone")

    read = iter(Taken(broken, nothing, 60))
    assert [next(read) for _ in range(1_000)] == list(range(1_000))
    with pytest.raises(LookupError, match="gone"):
        list(read)


def test_a_server_that_hangs_is_waited_for_no_longer_than_wanted() -> None:
    hangs = threading.Event()

    def ask() -> Iterator[int]:
        hangs.wait()
        return iter(())

    with pytest.raises(TimeoutError):
        list(Taken(ask, nothing, 0.01))
    hangs.set()


def test_who_waits_is_told_why_it_was_ended() -> None:
    hangs = threading.Event()

    def ask() -> Iterator[int]:
        hangs.wait()
        return iter(())

    taken = Taken(ask, hangs.set, 60)
    ending = threading.Timer(0.1, taken.end, [InterruptedError("enough")])
    ending.start()
    with pytest.raises(InterruptedError, match="enough"):
        list(taken)
    ending.join()


def test_what_takes_too_long_is_cancelled_and_what_does_not_is_returned() -> None:
    cancelled = threading.Event()
    assert within(60, lambda: "soon", cancelled.set) == "soon"
    assert not cancelled.is_set()
    with pytest.raises(TimeoutError):
        within(0.01, cancelled.wait, cancelled.set)
    assert cancelled.is_set()
