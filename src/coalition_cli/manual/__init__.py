"""The pages of docs/ that `coalition help` shows, by their topics."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from .markdown import Block, blocks


class Topic(NamedTuple):
    """A topic that a page explains."""

    page: str  # its file in docs/, without the ending
    meaning: str
    also: tuple[str, ...] = ()  # other words that people try


TOPICS: Mapping[str, Topic] = MappingProxyType(
    {
        "queries": Topic(
            "queries", "how to ask: words, fields, ranges, dates", ("query", "asking", "search")
        ),
        "format": Topic(
            "format", "the claims file: how to record what was said", ("claims-file", "file")
        ),
        "browsing": Topic(
            "browsing",
            "how to look around on the whole screen, and all its keys",
            ("keys", "facets"),
        ),
        "data": Topic(
            "your-data",
            "which claims are read, and what coalition.toml says of them",
            ("your-data", "project", "projects", "coalition.toml", "settings"),
        ),
        "confidence": Topic(
            "confidence",
            "what the ratings mean, and how claims are sourced",
            ("origins", "ratings"),
        ),
        "output": Topic(
            "output", "the formats of answers, and where they go", ("formats", "json", "csv")
        ),
        "exit-codes": Topic(
            "exit-codes", "what the program tells a script", ("exit", "exit-code", "exit-status")
        ),
        "unnamed": Topic(
            "protecting-sources",
            "how sources stay unnamed, and what to do about a name",
            ("unnamed-sources", "protecting-sources", "anonymous", "anonymous-sources"),
        ),
        "environment": Topic(
            "environment", "the environment variables that the program reads", ("env", "variables")
        ),
        "completion": Topic(
            "completion", "what the TAB key completes, in bash, zsh and fish", ("tab", "complete")
        ),
        "checking": Topic("checking", "how to choose what check reports, and to ignore a problem"),
        "keeping": Topic(
            "keeping-claims",
            "the commands that write and mend a claims file",
            ("keeping-claims", "writing", "editing", "formatting"),
        ),
        "drafting": Topic(
            "drafting",
            "how articles become drafts of claims, and what is yours to judge",
            ("drafts",),
        ),
        "reviewing": Topic("reviewing", "how drafts are read, and what an answer does"),
        "importing": Topic(
            "importing", "how data of other forms become a claims file", ("imports",)
        ),
        "mapping": Topic(
            "mapping", "how a mapping says what rows of other data become", ("mappings", "map")
        ),
        "verifying": Topic("verifying", "when a quote counts as exact, and when as altered"),
        "publishing": Topic(
            "publishing", "what a page of claims has, and what never leaves", ("publish", "public")
        ),
        "lakes": Topic(
            "lakes",
            "very many claims as Parquet, for DuckDB, Spark and clusters",
            ("lake", "parquet", "duckdb", "spark", "engine", "engines"),
        ),
        "fields": Topic("fields", "every field of every record"),
        "problems": Topic("problems", "every problem that check finds", ("codes",)),
        "python": Topic("notebooks", "the same questions in Python and notebooks", ("notebooks",)),
    }
)

_PACKAGE = Path(__file__).parent.parent


def topic_of(word: str) -> str | None:
    """Return the topic that a word means, in any case; None if there is none."""
    folded = word.casefold().replace("_", "-")
    for name, topic in TOPICS.items():
        if folded in (name, topic.page, *topic.also):
            return name
    return None


def page(name: str) -> list[Block]:
    """Return the page of a topic. Raise OSError if it cannot be read."""
    folder = _PACKAGE / "docs"
    if not folder.exists():  # not an installed wheel, but a checkout
        folder = _PACKAGE.parent.parent / "docs"
    return blocks((folder / f"{TOPICS[name].page}.md").read_text(encoding="utf-8"))
