"""Which records leave, and on which day.

A claim stays in while it is under embargo, and so does what was said off the record. What was said
on deep background leaves without its speaker. An appearance without terms of its own has those of
the speaker that it credits. What only records name that stay in stays in as well: else it would
tell that they are there.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from ..answers.articles import rows_with
from ..answers.parts import is_under_embargo
from ..index import Index
from ..model import SECTIONS
from ..model.answer import Values
from ..query import Question, check_fields
from ..reading import Progress, Watch, ignore
from ..words import any_case

_OFF, _DEEP = "off-record", "deep-background"
_NOW_AND_THEN = 500  # records
_T = TypeVar("_T")
Names = tuple[str, str]  # of a record: its section and its id
Reason = tuple[str, str]
_LEADING = ("id", "publisher", "retells")  # fields of articles
READ = ("id", "embargo", "speaker", "on_behalf_of", "source", "reviewers", "appearances")
_WORDS = ("quote", "wording", "attribution")
_NOBODY: Mapping[str, str] = MappingProxyType({})
# Why something stays in: what is counted, of one and of several.
EMBARGO = "claim under embargo", "claims under embargo"
OFF_RECORD = "claim off the record", "claims off the record"
APPEARANCE = "appearance off the record", "appearances off the record"
NAMED = "record that only these name", "records that only these name"
SPEAKER = "speaker of unnamed claims alone", "speakers of unnamed claims alone"
UNATTRIBUTED = "speaker who may not be credited", "speakers who may not be credited"


class Leaving(NamedTuple):
    """On which day something leaves, and which fields leave that else stay in."""

    as_of: str  # the day: 2026-01-19
    optional: frozenset[str] = frozenset()  # fields of publishing.fields.OPTIONAL


class Staying(NamedTuple):
    """What does not leave."""

    records: Mapping[str, set[str]]  # ids, by the sections
    unattributed: dict[str, set[str]]  # claims that leave without their speakers: ids of both
    speakers: Mapping[
        str, str
    ]  # terms of speakers who are never shown, by all that they are called
    why: Counter[Reason]  # how much stays in
    words: dict[str, set[str]]  # of articles that stay in, by article: quotes and the like
    uncredited: dict[str, set[str]]  # of claims that leave without their speakers, by article
    # Claims that say they are unnamed, though their speakers are named: these, by the claims.
    unnamed: Mapping[str, str]

    def has(self, section: str, key: object) -> bool:
        """Whether a record stays in."""
        return key in self.records.get(section, ())

    def terms(self, speaker: object) -> str | None:
        """Return the terms of a speaker who is never shown; None of others."""
        return self.speakers.get(any_case(str(speaker))) if speaker else None

    def appearances(self, claim: Values) -> list[Values]:
        """Return the appearances of a claim that leave."""
        return [seen for seen in listed(claim["appearances"]) if self._terms(claim, seen) != _OFF]

    def _terms(self, claim: Values, seen: Values) -> object:
        """Return the terms of an appearance: its own, or those of the speaker that it credits."""
        return seen["terms"] or self.terms(seen["speaker"] or self.speaker(claim))

    def speaker(self, claim: Values) -> object:
        """Return who made a claim, also where no answer tells it."""
        return claim["speaker"] or self.unnamed.get(str(claim["id"]))


def staying_in(
    index: Index, leaving: Leaving, watch: Watch = ignore, unnamed: Mapping[str, str] = _NOBODY
) -> Staying:
    """Return what does not leave. It takes memory for what stays in, not for what leaves.

    `unnamed` has the names of speakers that reading takes out of claims, by the claims.
    """
    elsewhere = dict(index.speakers_withheld())
    unnamed = {**unnamed, **elsewhere}
    staying = Staying(
        defaultdict(set), {}, {}, Counter(), defaultdict(set), defaultdict(set), unnamed
    )
    staying = staying._replace(speakers=dict(_hidden(index, staying.records["speakers"])))
    # What is named where nothing leaves. A speaker whom only unnamed claims have would stand there
    # as the one who has none.
    hidden: set[Names] = {("speakers", speaker) for speaker in elsewhere.values()}
    for claim in passing(rows_of(index, "claims", READ), watch):
        seen = listed(claim["appearances"])
        appearances = staying.appearances(claim)
        if reason := _reason(claim, appearances, staying, leaving):
            staying.records["claims"].add(str(claim["id"]))
            staying.why[reason] += 1
            hidden.update(named(claim, seen))
            _add(staying.words, seen, _WORDS)
            continue
        if _is_unattributed(claim, appearances, staying):
            speakers = {name for name in named(claim, appearances) if name[0] == "speakers"}
            if claim["id"] in unnamed:
                speakers.add(("speakers", unnamed[str(claim["id"])]))
            staying.unattributed[str(claim["id"])] = {key for _, key in speakers}
            hidden |= speakers
            _add(staying.words, seen, ("attribution",))
            _add(staying.uncredited, seen, ("quote", "wording"))
        if left := len(seen) - len(appearances):
            staying.why[APPEARANCE] += left
            _add(staying.words, (each for each in seen if each not in appearances), _WORDS)
            hidden.update(named(claim, seen))
    if hidden:
        _add_what_only_they_name(index, staying, hidden, {*elsewhere.values()})
    if staying.unattributed:
        staying.why[UNATTRIBUTED] = len(staying.unattributed)
    return staying


def _add(words: dict[str, set[str]], appearances: Iterable[Values], fields: Iterable[str]) -> None:
    """Add what these fields of appearances say, by their articles."""
    for seen in appearances:
        words[str(seen["article"])].update(str(seen[field]) for field in fields if seen[field])


def _hidden(index: Index, ids: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what speakers who are never shown are called, with their terms; add their ids."""
    for speaker in rows_of(index, "speakers", ("id", "terms", "name", "aliases")):
        if (terms := speaker["terms"]) in (_OFF, _DEEP):
            ids.add(str(speaker["id"]))
            for called in (speaker["id"], speaker["name"], *listed(speaker["aliases"])):
                if called:
                    yield any_case(str(called)), str(terms)


def _reason(
    claim: Values, appearances: Sequence[Values], staying: Staying, leaving: Leaving
) -> Reason | None:
    """Return why a claim stays in; None if it leaves."""
    if claim["embargo"] and is_under_embargo(str(claim["embargo"]), leaving.as_of):
        return EMBARGO
    if claim["appearances"]:
        return None if appearances else OFF_RECORD
    return OFF_RECORD if staying.terms(staying.speaker(claim)) == _OFF else None


def _is_unattributed(claim: Values, appearances: Sequence[Values], staying: Staying) -> bool:
    """Whether who made the claim, or said so in one of its articles, is not to be told."""
    return staying.terms(staying.speaker(claim)) is not None or any(
        seen["terms"] == _DEEP or staying.terms(seen["speaker"]) for seen in appearances
    )


def named(claim: Values, appearances: Sequence[Values]) -> Iterator[Names]:
    """Yield the records that a claim and these of its appearances name, but for other claims."""
    by_section = {
        "speakers": (
            claim["speaker"],
            claim["on_behalf_of"],
            *(each["speaker"] for each in appearances),
        ),
        "sources": (claim["source"], *listed(claim["reviewers"])),
        "articles": [each["article"] for each in appearances],
    }
    for section, keys in by_section.items():
        yield from ((section, str(key)) for key in keys if key)


def _add_what_only_they_name(
    index: Index, staying: Staying, hidden: set[Names], elsewhere: Collection[str]
) -> None:
    """Add the records that belong to what stays in, and to nothing that leaves.

    `elsewhere` has the speakers of unnamed claims who are named elsewhere.
    """
    before = sum(map(len, staying.records.values()))
    for section, fields in (
        ("facts", ("supports", "contradicts")),
        ("members", ("claims", "facts")),
    ):
        key = SECTIONS[section].key
        for record in rows_of(index, section, (key, *fields)):
            targets = [
                (SECTIONS[section].field(field).of, each)
                for field in fields
                for each in listed(record[field])
            ]
            if targets and all(staying.has(*target) for target in targets):
                staying.records[section].add(str(record[key]))
    leading = trails(index, hidden)
    withheld = reached(hidden, leading)
    still = reached(_still_named(index, staying, withheld), leading)
    alone = 0
    for section, key in withheld - still:
        if section == "speakers" and key in elsewhere and not staying.has(section, key):
            alone += 1
        staying.records[section].add(key)
    if alone:
        staying.why[SPEAKER] = alone
    if more := sum(map(len, staying.records.values())) - before - alone:
        staying.why[NAMED] = more


def _still_named(index: Index, staying: Staying, names: set[Names]) -> set[Names]:
    """Return those of some records that claims name that leave, or that other articles lead to."""
    still: set[Names] = set()
    for claim in rows_of(index, "claims", READ):
        if not staying.has("claims", claim["id"]):
            found = names.intersection(named(claim, staying.appearances(claim)))
            if claim["id"] in staying.unattributed:
                found = {name for name in found if name[0] != "speakers"}
            still |= found
    for article in rows_of(index, "articles", _LEADING):
        if ("articles", article["id"]) not in names:
            still.update(names.intersection(_leads(article)))
    return still


def trails(index: Index, names: Iterable[Names]) -> Mapping[str, list[Names]]:
    """Return what articles lead to: those among some records, and all that they lead to."""
    leading: dict[str, list[Names]] = {}
    section = SECTIONS["articles"]
    question = Question(section, (), check_fields(section, _LEADING))
    ahead = {key for kind, key in names if kind == "articles"}
    while ahead:
        for row in rows_with(index, question, section.field("id"), sorted(ahead)):
            article = dict(zip(_LEADING, row, strict=True))
            leading[str(article["id"])] = [*_leads(article)]
        led = {key for each in ahead for kind, key in leading.get(each, ()) if kind == "articles"}
        ahead = led - leading.keys()
    return leading


def _leads(article: Values) -> Iterator[Names]:
    """Yield what an article leads to: its publisher, and what it retells."""
    if article["publisher"]:
        yield "sources", str(article["publisher"])
    yield from (("articles", str(key)) for key in listed(article["retells"]))


def reached(names: set[Names], leading: Mapping[str, list[Names]]) -> set[Names]:
    """Return these records, and all to which articles among them lead."""
    found: set[Names] = set()
    ahead = [*names]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += leading.get(name[1], ()) if name[0] == "articles" else ()
    return found


def passing(records: Iterable[_T], watch: Watch) -> Iterator[_T]:
    """Yield the same; now and then `watch` is told that it goes on."""
    for number, record in enumerate(records):
        if number % _NOW_AND_THEN == 0:
            watch(Progress("taking what is public", 0, 0))
        yield record


def listed(value: object) -> list[Any]:
    """Return the items of a list; none of a value that is not known."""
    return value if isinstance(value, list) else []


def rows_of(
    index: Index, name: str, fields: Iterable[str], *, declared: bool = False
) -> Iterator[Values]:
    """Return the records of a section with some of their fields: all, or those of files."""
    section = SECTIONS[name]
    question = Question(section, (), check_fields(section, fields), declared=declared)
    return index.rows(question).dicts()
