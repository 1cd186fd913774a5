"""Speakers as data name them: by a name or a description, and who may be the same as whom."""

from collections.abc import Mapping

from ...words import as_read
from ...words.unnamed import UNNAMED_SPEAKER
from .concealing import SECRET
from .describing import described
from .fitting import is_nothing, listed
from .merging import Values, with_extra

_TELLING = ("aliases", "url", "same_as")  # fields that tell who a speaker is, as a name does
_TITLES = frozenset(
    """
    congressman congresswoman dame dr gen general gov governor hon judge lady lord mayor minister mr
    mrs ms mx pres president prime prof professor rep representative rev sen senator sir
    """.split()  # noqa: SIM905 - a list of words reads no better
)


def alike(name: str) -> str:
    """Return what the spellings of one name share: case, hyphens, the order of words, titles."""
    last, comma, first = name.partition(",")
    words = as_read(f"{first} {last}" if comma and "," not in first else name).split()
    while len(words) > 2 and words[0] in _TITLES:
        del words[0]
    return " ".join(words)


def complete(speaker: Values) -> Values:
    """Return the record of a speaker as a file can have it, if none of its values was a name."""
    if "name" in speaker:
        return speaker
    bare = {name: value for name, value in speaker.items() if name not in SECRET}
    secret = {name: value for name, value in speaker.items() if name in SECRET}
    named_so = {"description": UNNAMED_SPEAKER, **bare}
    return (
        with_extra(named_so, secret) if secret and bare.get("anonymous") is not True else named_so
    )


class Speakers:
    """Knows the speakers that have come in. `same` makes one of all spellings of a name."""

    def __init__(self, *, same: bool) -> None:
        self._same = same
        self._first: dict[str, str] = {}  # by what spellings share: the first

    def prepared(
        self, speaker: Mapping[str, object], doubts: list[tuple[str, str]]
    ) -> dict[str, object]:
        """Return a speaker as a claims file has it: with a name, or with a description."""
        values = {name: value for name, value in speaker.items() if not is_nothing(value)}
        name = values.get("name")
        if name is None:
            return self._nameless(values)
        unnamed = None if SECRET & values.keys() - {"name"} else described(str(name))
        if unnamed is not None and values.get("anonymous") is not False:
            del values["name"]
            if "description" in values:
                values = with_extra(values, {"name": name})
            doubts.append(("name", f"{unnamed.description!r} is taken for no name"))
            return {"description": unnamed.description, "kind": unnamed.kind, **values}
        if self._same:
            first = self._first.setdefault(alike(str(name)), str(name))
            if first != name:
                return {**values, "name": first, "aliases": [*listed(values.get("aliases")), name]}
        return values

    def _nameless(self, values: dict[str, object]) -> dict[str, object]:
        """Return a speaker without a name. An address tells who it is as well as a name does."""
        if values.get("anonymous") is True:
            bare = {name: value for name, value in values.items() if name not in SECRET}
            return {"description": UNNAMED_SPEAKER, **bare}
        telling = [one for field in _TELLING for one in listed(values.get(field))]
        if "description" not in values:
            if telling:
                aliases = [alias for alias in listed(values.get("aliases")) if alias != telling[0]]
                return {**values, "name": telling[0], "aliases": aliases}
            if "id" in values:
                return {**values, "name": values["id"]}
        return complete(values) if values else values
