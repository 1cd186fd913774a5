"""What claims files have already, as articles that new ones are compared with.

The first of these articles is none: it holds the words of all known claims, as if somebody had
written them down one below the other. The others have only what their records state.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ..attributing.attribution import Attributed, Attribution, Certainty, Kind, Speaker
from ..extracting.document import Document
from ..extracting.statement import Stated
from ..model.record import Record
from ..verifying import ArticleText
from ..verifying.paragraphs import Span
from .article import Article, Part
from .outlets import address

_SECTIONS = ("sources", "articles", "speakers", "claims")
_OF_SPEAKER = ("description", "kind", "role", "affiliation")


class Claimed(NamedTuple):
    """Words of a known claim: its text, or those of an appearance."""

    claim: Record
    words: str
    kind: Kind
    speaker: str | None  # an id, or what stands in place of one


Review = Callable[[str, str], str]  # an article's id and the path of its file → a command


def _review(_key: str, _path: str) -> str:
    return "'coalition review'"


class Known:
    """The records of claims files that new articles may meet."""

    def __init__(self, records: Iterable[Record] = (), review: Review = _review) -> None:
        self.review = review
        self.records: dict[str, list[Record]] = {name: [] for name in _SECTIONS}
        for record in records:
            if record.section.name in self.records:
                self.records[record.section.name].append(record)
        self._claimed = [each for claim in self.records["claims"] for each in _claimed(claim)]

    def taken(self, section: str) -> list[str]:
        """Return the ids of a section that are there."""
        return [record.key for record in self.records[section] if record.key is not None]

    def same(self, url: str, sha256: str) -> Record | None:
        """Return the record of an article that is there: of one address, or of one text."""
        page = address(url)
        for record in self.records["articles"]:
            stated = str(record.values.get("url", ""))
            if record.values.get("sha256") == sha256 or (page and address(stated) == page):
                return record
        return None

    @cached_property
    def speakers(self) -> Mapping[str, Speaker]:
        """Who is there, by id; whom claims name without a record goes by that name."""
        found = {
            record.key: _speaker(record)
            for record in self.records["speakers"]
            if record.key is not None
        }
        for each in self._claimed:
            if each.speaker is not None:
                found.setdefault(each.speaker, Speaker(each.speaker))
        return found

    @cached_property
    def articles(self) -> Sequence[Article]:
        """The articles that new ones are compared with; none if nothing is known."""
        if not self.records["claims"] and not self.records["articles"]:
            return []
        sources = {record.key: record for record in self.records["sources"]}
        shells = (_shell(each, sources) for each in self.records["articles"])
        return [self._claims, *shells]

    def outlets(self, number: int) -> list[str]:
        """Return the names of the publisher of one of these articles; none of any other."""
        if not 0 < number < len(self.articles):
            return []
        publisher = self.articles[number].values.get("publisher")
        source = next((each for each in self.records["sources"] if each.key == publisher), None)
        name = self.articles[number].document.stated.publisher
        return [name, *(source.texts("aliases") if source else [])]

    @cached_property
    def _claims(self) -> Article:
        """The words of all claims."""
        numbers = {key: number for number, key in enumerate(self.speakers)}
        found: list[Attribution] = []
        place = 0
        for each in self._claimed:
            speaker = numbers.get(each.speaker or "")
            certainty = Certainty.OPEN if speaker is None else Certainty.STATED
            span = Span(place, place + len(each.words))
            found.append(Attribution(each.kind, (span,), (), (), speaker, certainty))
            place = span.end + len(_BETWEEN)
        text = _BETWEEN.join(each.words for each in self._claimed)
        attributed = Attributed(tuple(found), tuple(self.speakers.values()))
        return Article("", Document(text, Stated()), attributed, {}, ArticleText(text))

    def claim(self, part: Part) -> Record | None:
        """Return the known claim whose words a part of a saying are; None if it is a new one's."""
        return self._claimed[part.number].claim if part.article == 0 and self._claimed else None

    def speaker(self, part: Part) -> str | None:
        """Return the id of a speaker who is there; None for one of a new article."""
        return self._keys[part.number] if part.article == 0 and self._claimed else None

    @cached_property
    def _keys(self) -> Sequence[str]:
        """The ids of the speakers who are there, by their numbers."""
        return [*self.speakers]

    def having(self, claim: Record) -> set[int]:
        """Return the numbers of the articles in which a known claim appears."""
        return {self._numbers[key] for key in articles_of(claim) if key in self._numbers}

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        """The numbers of the articles, by their ids."""
        return {article.id: number for number, article in enumerate(self.articles) if number}


NOTHING = Known()
_BETWEEN = "\n\n"  # paragraphs


def articles_of(claim: Record) -> list[str]:
    """Return the ids of the articles in which a claim appears."""
    return [str(each.values.get("article", "")) for each in claim.nested() if _is_appearance(each)]


def _is_appearance(record: Record) -> bool:
    return record.section.name == "appearances"


def _claimed(claim: Record) -> Iterator[Claimed]:
    """Yield the words of a claim: its text, and those of each appearance."""
    said_by = _stated(claim, "speaker")
    if text := _stated(claim, "text"):
        yield Claimed(claim, text, Kind.REPORTED, said_by)
    for each in filter(_is_appearance, claim.nested()):
        quote, wording = _stated(each, "quote"), _stated(each, "wording")
        kind = Kind.DIRECT if not wording else Kind.PARTIAL if quote else Kind.REPORTED
        if words := wording or quote:
            yield Claimed(claim, words, kind, _stated(each, "speaker") or said_by)


def _stated(record: Record, field: str) -> str | None:
    value = record.values.get(field)
    return " ".join(value.split()) if isinstance(value, str) else None


def _speaker(record: Record) -> Speaker:
    """Return a speaker as its record has it, without names that are withheld."""
    told = {field: _stated(record, field) or "" for field in _OF_SPEAKER}
    others = () if record.withheld else tuple(record.texts("aliases"))
    name = _stated(record, "name") or ""
    return Speaker(name=name, others=others, **told)


def _shell(record: Record, sources: Mapping[str | None, Record]) -> Article:
    """Return an article of which only the record is known."""
    values = record.values
    url, date, language, publisher = (
        _stated(record, name) or "" for name in ("url", "date", "language", "publisher")
    )
    stated = Stated(url=url, date=date, language=language, publisher=publisher)
    if source := sources.get(publisher):
        name, site = _stated(source, "name") or publisher, _stated(source, "url") or ""
        stated = stated._replace(publisher=name, publisher_url=site)
    document = Document("", stated)
    return Article(record.key or "", document, Attributed((), ()), values, ArticleText(""))
