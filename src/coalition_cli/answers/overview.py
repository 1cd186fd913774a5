"""What is loaded, at a glance, and what to try."""

import shlex
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..index import Index
from ..model import CLAIMS_FIRST, SECTIONS, Section
from ..query import Question, Sort, check_fields, parse_term, query_field
from .answer import Row

_CLAIMS = SECTIONS["claims"]
_FILE = SECTIONS["file"]
_MEMBERS = SECTIONS["members"]
_SOURCES = SECTIONS["sources"]


class Overview(NamedTuple):
    """What `coalition` alone says of the data."""

    titles: Sequence[tuple[object, object]]  # of each file, and its name
    counts: Sequence[tuple[Section, int]]
    confidence: Sequence[Row]  # words, each with its number of claims
    unnamed: int  # claims whose speaker is
    single_origin: int  # claims
    to_try: Sequence[tuple[str, str]]  # commands, and what each shows


def overview(index: Index, data: str) -> Overview:
    """Return what the data holds; `data` are the options that name it."""
    titles = index.rows(Question(_FILE, fields=check_fields(_FILE, ["title", "file"])))
    return Overview(
        titles=[(title, file) for title, file in titles.rows()],
        counts=[(SECTIONS[name], index.count(Question(SECTIONS[name]))) for name in CLAIMS_FIRST],
        confidence=list(index.groups(Question(_CLAIMS), (query_field(_CLAIMS, "confidence"),))),
        unnamed=index.count(_claims("anonymous", "true")),
        single_origin=index.count(_claims("origins", "1")),
        to_try=list(to_try(index, data)),
    )


def _claims(field: str, value: str) -> Question:
    return Question(_CLAIMS, (parse_term(_CLAIMS, field, value),))


def to_try(index: Index, data: str) -> Iterator[tuple[str, str]]:
    """Yield commands that answer with something on this data, and what each shows.

    `data` are the options that name it.
    """
    carrying = (parse_term(_SOURCES, "claims", "1.."),)
    sources = Question(_SOURCES, carrying, sorts=(Sort("claims", descending=True),))
    for source in _first(index, sources, "id"):
        command = f"coalition claims --source {shlex.quote(source)}{data}"
        yield command, "what one source carried first"
    quoted = _claims("direct", "true")
    for claim in _first(index, quoted, "id") or _first(index, Question(_CLAIMS), "id"):
        key = shlex.quote(claim)
        what = f"{data} -- {key}" if claim.startswith("-") else f" {key}{data}"
        yield f"coalition show{what}", "one claim: who said it, and in which words"
    if index.count(
        Question(SECTIONS["members"], (parse_term(SECTIONS["members"], "eu", "false"),))
    ):
        yield f"coalition members --non-eu{data}", "the members outside the European Union"
    if index.count(Question(_CLAIMS)):
        yield f"coalition claims --json{data}", "everything, for other tools"


def _first(index: Index, question: Question, field: str) -> list[str]:
    """Return a field of the question's first row, if it has rows."""
    fields = check_fields(question.section, [field])
    return [str(value) for (value,) in index.rows(question._replace(fields=fields, limit=1)).rows()]
