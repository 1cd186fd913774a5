"""A contradiction is recorded on both sides."""

from collections.abc import Iterator

from ..problems import Problem
from ..record import Place, Record


class Contradictions:
    """Pairs claims that contradict each other."""

    def __init__(self) -> None:
        self._claims: set[str] = set()
        self._one_sided: dict[tuple[str, str], tuple[str, Place]] = {}

    def see(self, record: Record) -> Iterator[Problem]:
        """Take note of a claim and of what it contradicts."""
        if record.section.name == "claims" and record.key is not None:
            self._claims.add(record.key)
            others = record.values.get("contradicts")
            for nth, other in enumerate(others if isinstance(others, list) else ()):
                if self._one_sided.pop((other, record.key), None) is None and other != record.key:
                    where = record.where("contradicts", nth)
                    self._one_sided[record.key, other] = record.file, where
        return iter(())

    def problems(self) -> Iterator[Problem]:
        """Yield the contradictions that only one of two claims knows of."""
        for (claim, other), (file, place) in self._one_sided.items():
            if other in self._claims:
                message = f"claim '{claim}' contradicts claim '{other}', which does not say so"
                remedy = f"add '{claim}' to what claim '{other}' contradicts"
                yield Problem("one-sided-contradiction", message, remedy, file, *place)
