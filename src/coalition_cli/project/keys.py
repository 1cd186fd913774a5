"""The keys of coalition.toml: reading, its schema and the documentation follow this table."""

from collections.abc import Mapping, Sequence
from json import dumps
from types import MappingProxyType
from typing import NamedTuple

# A condition on the version of the program: how it is compared, and with what.
CONDITION = r"(>=|<=|==|!=|>|<)\s*([0-9]{1,9}(?:\.[0-9]{1,9}){0,9})"


class Key(NamedTuple):
    """A key: a text, or a text or a list of texts (`many`), or a table."""

    meaning: str
    example: str | Sequence[str]
    many: bool = False
    table: bool = False
    pattern: str = r"\S"  # of a text, or of each

    def shown(self, name: str) -> str:
        """Return the example as it is written in the file."""
        return f"[{name}]" if self.table else f"{name} = {dumps(self.example)}"


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
        ),
        "check": Key("what check looks for", "", table=True),
        "coalition": Key(
            "the versions of coalition that can read this project",
            ">=0.2",
            pattern=rf"^\s*{CONDITION}\s*(,\s*{CONDITION}\s*)*$",
        ),
    }
)
