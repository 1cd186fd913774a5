"""The keys of coalition.toml: reading, its schema and the documentation follow this table."""

from collections.abc import Callable, Mapping, Sequence
from json import dumps
from types import MappingProxyType
from typing import NamedTuple

# A condition on the version of the program: how it is compared, and with what.
CONDITION = r"(>=|<=|==|!=|>|<)\s*([0-9]{1,9}(?:\.[0-9]{1,9}){0,9})"


class Key(NamedTuple):
    """A key: a text, a text or a list of texts (`many`), true or false, or a table with own keys.

    The example tells which.
    """

    meaning: str
    example: str | Sequence[str] | bool
    many: bool = False
    empty: bool = False  # whether the list may have no text
    pattern: str = r"\S"  # of a text, or of each
    words: Callable[[], Sequence[str]] | None = None  # the only ones that a text may be, or each
    keys: "Mapping[str, Key] | None" = None  # of a table

    def shown(self, name: str) -> str:
        """Return the example as it is written in the file."""
        return f"[{name}]" if self.keys is not None else f"{name} = {dumps(self.example)}"


def _selected() -> Sequence[str]:
    from ..model.choice import names  # few projects say anything of it

    return names()


def _ignored() -> Sequence[str]:
    from ..model.choice import names

    return names(ignored=True)


def _tiers() -> Sequence[str]:
    from ..model.choice import TIERS

    return TIERS


_OF_CHECK: Mapping[str, Key] = MappingProxyType(
    {
        "select": Key(
            "the problems that check looks for, by their codes and tiers, and errors; by default"
            " errors and warnings",
            ("warning", "no-url"),
            many=True,
            words=_selected,
        ),
        "ignore": Key(
            "the problems among these that check does not look for",
            ("no-confidence",),
            many=True,
            empty=True,
            words=_ignored,
        ),
        "fail-on": Key(
            "the least serious tier that makes check exit with 1", "warning", words=_tiers
        ),
    }
)
KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "data": Key(
            "claims files, folders of them, or globs; by default claims.yaml, claims or"
            " data/claims.yaml, the first that there is",
            ("claims", "archive/**/*.yaml"),
            many=True,
        ),
        "texts": Key("the folder with the texts of articles, for verify", "articles"),
        "ignore": Key(
            "globs of what is not read in folders of data; one without a slash is of names at any"
            " depth",
            ("drafts", "*.old.yaml"),
            many=True,
            empty=True,
        ),
        "public": Key("whether the commands that show claims show what is public alone", True),
        "check": Key("what check looks for", "", keys=_OF_CHECK),
        "coalition": Key(
            "the versions of coalition that can read this project",
            ">=0.2",
            pattern=rf"^\s*{CONDITION}\s*(,\s*{CONDITION}\s*)*$",
        ),
    }
)
