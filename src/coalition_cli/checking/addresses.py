"""One address in `same_as` of two records: they are one, or one of the addresses is wrong."""

import re
from collections.abc import Iterator, Sequence
from sys import getsizeof
from urllib.parse import unquote

from ..model.problems import Problem, shown_id
from ..model.record import Record
from .references import Ids

_OF_ADDRESS = 250  # bytes, about
_PARTS = re.compile(r"(?i)https?://([^/?#]*)(.*)", re.DOTALL)


class Addresses:
    """Finds speakers with one address, and sources with one address; `ids` has all ids so far."""

    codes = frozenset({"same-address"})
    sections = ("sources", "speakers")

    def __init__(self, ids: Ids) -> None:
        self.kept = 0
        self._ids = ids
        self._first: dict[tuple[str, str], str] = {}  # by section and address: the id

    def see(self, record: Record) -> Sequence[Problem]:
        """Return the addresses of a record that an earlier one has too."""
        problems: list[Problem] = []
        section, key = record.section, record.key or ""
        for nth, address in enumerate(record.texts("same_as")):
            known = (section.name, _same(address))
            if known not in self._first:
                self.kept += _OF_ADDRESS + getsizeof(known[1])
            first = self._first.setdefault(known, key)
            if first != key:
                other = f"{section.singular} '{shown_id(first)}'"
                message = f"'same_as' in {record.label} has an address of {other}"
                remedy = "make them one record, with its other names in 'aliases', "
                remedy += "or correct the address"
                stands_at = record.file, *record.where("same_as", nth)
                of_other = self._ids.line(section.name, first)
                problems.append(Problem("same-address", message, remedy, *stands_at, of_other))
        return problems

    def problems(self) -> Iterator[Problem]:
        """Yield nothing: `see` returns all problems."""
        return iter(())


def _same(address: str) -> str:
    """Return what an address shares with others that lead to the same page.

    http or https, capitals in the name of the host, `www.`, the usual port, a slash at the end and
    escaped characters make no difference.
    """
    found = _PARTS.fullmatch(address)
    host, rest = found.groups() if found else ("", address)
    host = re.sub(r"^www\.|:(80|443)?$", "", host.lower())
    return f"{host}{unquote(rest).rstrip('/')}"
