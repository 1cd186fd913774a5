"""What is loaded, what to try, and which indexes are kept."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from ..cache.folder import Kept
from ..index import Index
from ..model import CLAIMS_FIRST, SECTIONS, Section
from ..model.answer import Answer, Row, listed
from ..model.results import RESULTS
from ..model.vocabularies import DRAFT
from ..query import Question, Sort, check_fields, parse_term, query_field
from ..words.shell import quoted

_CLAIMS, _FILE = SECTIONS["claims"], SECTIONS["file"]
_MEMBERS, _SOURCES = SECTIONS["members"], SECTIONS["sources"]
_INDEXES = RESULTS["cache"]


class Overview(NamedTuple):
    """What `coalition` says about the data if it is given no command."""

    titles: Sequence[tuple[object, object]]  # of each file, and its name
    counts: Sequence[tuple[Section, int]]
    confidence: Sequence[Row]  # words, each with its number of claims
    named: int  # claims with a named speaker
    unnamed: int  # claims with an unnamed speaker; the others have none, or one not declared
    single_origin: int  # claims
    drafts: int  # claims that nobody has read yet
    to_try: Sequence[tuple[str, str]]  # commands, and what each shows


def overview(index: Index, data: str) -> Overview:
    """Return what the data holds; `data` are the options that name it."""
    titles = index.rows(Question(_FILE, fields=check_fields(_FILE, ["title", "file"])))
    return Overview(
        titles=[(title, file) for title, file in titles.rows() if title or file],
        counts=[(SECTIONS[name], index.count(Question(SECTIONS[name]))) for name in CLAIMS_FIRST],
        confidence=list(index.groups(Question(_CLAIMS), (query_field(_CLAIMS, "confidence"),))),
        named=index.count(_having(_CLAIMS, "anonymous", "false")),
        unnamed=index.count(_having(_CLAIMS, "anonymous", "true")),
        single_origin=index.count(_having(_CLAIMS, "origins", "1")),
        drafts=index.count(_having(_CLAIMS, "status", DRAFT)),
        to_try=list(_to_try(index, data)),
    )


def _having(section: Section, field: str, value: str) -> Question:
    return Question(section, (parse_term(section, field, value),))


def _to_try(index: Index, data: str) -> Iterator[tuple[str, str]]:
    """Yield commands that have an answer on this data, and what each shows."""
    by_claims = (Sort("claims", descending=True),)
    for source in _first_id(index, _having(_SOURCES, "claims", "1..")._replace(sorts=by_claims)):
        command = f"coalition claims --source {quoted(source)}{data}"
        yield command, "what one source carried first"
    direct = _having(_CLAIMS, "direct", "true")
    for claim in _first_id(index, direct) or _first_id(index, Question(_CLAIMS)):
        key = quoted(claim)
        words = f"{data} -- {key}" if claim.startswith("-") else f" {key}{data}"
        yield f"coalition show{words}", "one claim: who said it, and in which words"
    if index.count(_having(_MEMBERS, "eu", "false")):
        yield f"coalition members --non-eu{data}", "the members outside the European Union"
    if index.count(Question(_CLAIMS)):
        yield f"coalition claims --json{data}", "everything, for other tools"


def _first_id(index: Index, question: Question) -> list[str]:
    """Return the id of the question's first row, if it has rows."""
    of_first = question._replace(fields=check_fields(question.section, ["id"]), limit=1)
    return [str(key) for (key,) in index.rows(of_first).rows()]


def indexes(entries: Sequence[Kept]) -> Answer:
    """Return entries of the cache as rows with the fields of RESULTS["cache"]."""
    rows = [
        (entry.note.data, len(entry.note.stamps), entry.size, _moment(entry.used), entry.path)
        for entry in entries
    ]
    return listed(_INDEXES, _INDEXES.fields, rows)


def _moment(seconds: float) -> str | None:
    """Return a time since 1970 in ISO 8601; None if the calendar does not reach it."""
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone().isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return None
