"""The keys of coalition.toml: reading, its schema and the documentation follow this table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

SETTINGS = "coalition.toml"


class Key(NamedTuple):
    """A key: a text, or a text or a list of texts (`many`), or a table."""

    meaning: str
    example: str
    many: bool = False
    table: bool = False


KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "data": Key(
            "claims files, folders of them, or globs; by default claims.yaml, claims or"
            " data/claims.yaml, the first that there is",
            'data = ["claims", "archive/**/*.yaml"]',
            many=True,
        ),
        "texts": Key("the folder with the texts of articles, for verify", 'texts = "articles"'),
        "ignore": Key(
            "globs of what is not read in folders of data; one without a slash is of names at any"
            " depth",
            'ignore = ["drafts", "*.old.yaml"]',
            many=True,
        ),
        "check": Key("what check looks for", "[check]", table=True),
        "coalition": Key(
            "the versions of coalition that can read this project", 'coalition = ">=0.2"'
        ),
    }
)
