"""A contradiction is recorded on both sides."""

from collections.abc import Iterator, Sequence
from sys import getsizeof

from ..problems import Problem, shown_id
from ..record import Place, Record

_OF_CLAIM, _OF_CONTRADICTION = 100, 400  # bytes, about


class Contradictions:
    """Pairs claims that contradict each other."""

    sections = ("claims",)

    def __init__(self) -> None:
        self.kept = 0
        self._claims: set[str] = set()
        self._one_sided: dict[tuple[str, str], tuple[str, Place]] = {}

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a claim and of what it contradicts."""
        if record.key is not None:
            self._claims.add(record.key)
            self.kept += _OF_CLAIM
            others = record.values.get("contradicts")
            for nth, other in enumerate(others if isinstance(others, list) else ()):
                if self._one_sided.pop((other, record.key), None) is None and other != record.key:
                    where = record.where("contradicts", nth)
                    self._one_sided[record.key, other] = record.file, where
                    self.kept += _OF_CONTRADICTION + getsizeof(other)
        return ()

    def problems(self) -> Iterator[Problem]:
        """Yield the contradictions that only one of two claims knows of."""
        for (claim, other), (file, place) in self._one_sided.items():
            if other in self._claims:
                this, that = f"claim '{shown_id(claim)}'", f"claim '{shown_id(other)}'"
                message = f"{this} contradicts {that}, which does not say so"
                remedy = f"add '{shown_id(claim)}' to what {that} contradicts"
                yield Problem("one-sided-contradiction", message, remedy, file, *place)
