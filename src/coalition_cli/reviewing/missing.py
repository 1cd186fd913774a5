"""What a person should still state of a draft: what `check --strict` would miss, or doubts."""

from typing import NamedTuple

from ..drafting.draft import Draft, Single, Value
from ..drafting.judging import Finding, judged
from ..drafting.known import KnownData
from ..drafting.wanting import settles
from ..model import Field
from ..model.codes import Severity
from ..model.problems import Problem
from ..model.record import Record
from .naming import reached
from .stated import leads, stated

_STATUS, _APPEARANCES = "status", "appearances"
UNTRACED = "untraced-source"
_OF_OTHERS = frozenset({"undeclared-speaker", "undeclared-source"})  # records that are missing


def missing(record: Record, known: KnownData) -> list[str]:
    """Return the fields that settle what is missing in a record, in the order of a file.

    They are called as in `stated`; of appearances only the first is asked for more. A claim is
    looked at as if it were no draft. An unnamed speaker is not asked who he is.
    """
    draft = drafted(record)
    draft.values.pop(_STATUS, None)
    found = {(draft.section.name, name) for name in settles([draft], draft, known)}
    for inner in [each for each in draft.nested() if each.section.name == _APPEARANCES][:1]:
        found |= {(_APPEARANCES, name) for name in settles([draft], inner, known)}
    names: list[str] = []
    for name, each in stated(record).items():
        of = _APPEARANCES if each.path.startswith(f"{_APPEARANCES}.") else draft.section.name
        if (of, each.field.name) in found and _may_be_asked(each.field, record):
            found.remove((of, each.field.name))
            names.append(name)
    return names


def _may_be_asked(field: Field, record: Record) -> bool:
    """Whether somebody is asked for it: not for a name, and first whether there is another one.

    An article that retells another one is no original, and that is what is asked.
    """
    return not field.confidential and field.of != record.section.name


class Doubtful(NamedTuple):
    """What `check` finds in what a claim states, and the path of the field."""

    problem: Problem
    path: str


def doubts(claim: Record, known: KnownData) -> list[Doubtful]:
    """Return what is doubtful about what a claim states, once it is no draft.

    What is missing is not among them, nor what only comparing it with all claims shows. Of errors
    there are none: with one, nothing is written.
    """
    draft = drafted(claim)
    draft.values.pop(_STATUS, None)
    named = [known.by_key[each.section][each.key] for each in reached(claim, known)]
    found = judged([draft], known, named, duplicates=False)
    return [
        Doubtful(each.problem, _path(claim, draft, each))
        for each in found
        if each.field
        and each.problem.severity is not Severity.ERROR
        and each.problem.code not in _OF_OTHERS
    ]


def _path(claim: Record, draft: Draft, finding: Finding) -> str:
    """Return the path of the field at which something was found; empty within other records."""
    if finding.draft is draft:
        return finding.field
    inner = [each for each in draft.nested() if each.section.name == _APPEARANCES]
    number = next((number for number, each in enumerate(inner) if each is finding.draft), None)
    return "" if number is None else f"{leads(claim)[number]}{finding.field}"


def article_of(claim: Record) -> str:
    """Return the id of the article that a claim appears in first; empty if there is none."""
    return next((str(each.values.get("article", "")) for each in claim.nested()), "")


def proposed(claim: Record, known: KnownData) -> str:
    """Return who may have carried a claim first: who published it, if that retells nothing."""
    article = known.by_key["articles"].get(article_of(claim))
    if article is None or "retells" in article.values:
        return ""
    return str(article.values.get("publisher", ""))


def drafted(record: Record) -> Draft:
    """Return the values of a record as those of a draft."""
    return Draft(record.section, {name: _value(value) for name, value in record.values.items()})


def _value(value: object) -> Value:
    if isinstance(value, list):
        return [_single(each) for each in value]
    return _single(value)


def _single(value: object) -> Single:
    if isinstance(value, Record):
        return drafted(value)
    return value  # type: ignore[return-value]  # values of records are plain
