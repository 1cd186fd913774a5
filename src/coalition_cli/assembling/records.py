"""Articles with their attributions → the records of a claims file: drafts, with comments."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..attributing.attribution import Attribution, Certainty
from ..importing.gathering.merging import Values
from ..importing.gathering.store import Comment, Kept, Store
from ..importing.landing.composing import fits
from ..model import FILE_SECTIONS, SECTIONS
from ..model.problems import plural
from ..model.vocabularies import DRAFT
from ..verifying import ArticleText
from ..verifying.paragraphs import Span
from .article import Article, Part, Saying, Story
from .doubts import UNKNOWN
from .ids import Ids
from .passages import passages
from .putting import text_of, verb_of
from .sources import Sources
from .speakers import Speakers


class Drafted(NamedTuple):
    """The records that articles became."""

    stores: Mapping[str, Store]  # by section, in the order of a file
    left_out: int  # sayings that no claim can state as the text has them

    def summary(self) -> Iterator[str]:
        """Yield what a user should know of them."""
        claims = [kept.values for kept in self.stores["claims"].values()]
        unknown = sum(values["speaker"] is None for values in claims)
        if not claims:
            yield "no claims: nobody is credited with any words in the text"
            return
        told = (
            f"{plural(len(claims), 'claim')} of {plural(len(self.stores['speakers']), 'speaker')}"
        )
        nobody = f", {unknown:,} without one" if unknown else ""
        yield f"{told}{nobody}: read them with 'coalition review'"
        if self.left_out:
            told = plural(self.left_out, "saying")
            yield f"left out: {told} that no claim can state as the text has them"


class Credit(NamedTuple):
    """Whom an article crediting with a saying."""

    speaker: str | None  # an id
    doubt: str = ""  # why a person should look at it


def drafted(story: Story, sources: Sources) -> Drafted:
    """Return the records of a story, with a claim for each saying."""
    crediting = Credits(story)
    claims, ids = Store(SECTIONS["claims"]), Ids()
    for saying in story.sayings:
        claim = _claim(story.articles, saying, crediting, sources)
        if claim is not None:
            values = {"id": ids.new(str(claim.values["text"]), "claim"), **claim.values}
            claims.replace(str(values["id"]), claim._replace(values=values))
    crediting.speakers.add_aliases()
    stores = {name: Store(SECTIONS[name]) for name in FILE_SECTIONS}
    for article in story.articles:
        kept = Kept(b"", dict(article.values), (), article.comments)
        stores["articles"].replace(article.id, kept)
    known = {"sources": sources.store, "speakers": crediting.speakers.store, "claims": claims}
    return Drafted(stores | known, len(story.sayings) - len(claims))


class Credits:
    """Knows who is credited with what. A speaker gets a record when a claim crediting it."""

    def __init__(self, story: Story) -> None:
        self.speakers = Speakers()
        self._articles = story.articles
        self._people = {part: parts for parts in story.people for part in parts}
        self._keys: dict[Part, str | None] = {}  # by the first part of a person

    def of(self, part: Part) -> Credit:
        """Return whom an article crediting with one of its attributions."""
        attribution = attribution_of(self._articles, part)
        if attribution.speaker is None or attribution.certainty is Certainty.OPEN:
            return Credit(None, attribution.reason or UNKNOWN)
        parts = self._people[Part(part.article, attribution.speaker)]
        if parts[0] not in self._keys:
            spoken_of = [self._articles[a].attributed.speakers[n] for a, n in parts]
            self._keys[parts[0]] = self.speakers.add(spoken_of)
        key = self._keys[parts[0]]
        if key is None:
            return Credit(None, attribution.reason or UNKNOWN)
        return Credit(key, attribution.reason if attribution.certainty is Certainty.TAKEN else "")


def attribution_of(articles: Sequence[Article], part: Part) -> Attribution:
    """Return the attribution that a part of a saying is."""
    return articles[part.article].attributed.attributions[part.number]


def _claim(
    articles: Sequence[Article], saying: Saying, crediting: Credits, sources: Sources
) -> Kept | None:
    """Return the claim of a saying; None if no article has it in words that can be stated."""
    found = {
        part: passages(articles[part.article].text, attribution_of(articles, part))
        for part in saying.parts
    }
    parts = [part for part in saying.parts if found[part]]
    if not parts:
        return None
    lead = parts[0]
    credit = crediting.of(lead)
    comments: list[Comment] = [("speaker", credit.doubt)] if credit.doubt else []
    appearances: list[Values] = []
    for part in parts:
        other = crediting.of(part)
        for passage in found[part]:
            appearance = _appearance(articles[part.article], part, passage)
            if other.speaker not in (None, credit.speaker):
                appearance["speaker"] = other.speaker
                if other.doubt:
                    comments.append((f"appearances.{len(appearances)}.speaker", other.doubt))
            appearances.append(appearance)
    text = text_of(
        articles[lead.article].text, attribution_of(articles, lead), articles[lead.article].language
    )
    values: Values = {"text": text, "speaker": credit.speaker, "status": DRAFT}
    if source := _source(articles, parts, sources):
        values["source"] = source
    values["appearances"] = appearances
    return Kept(b"", values, (), tuple(comments)) if fits(SECTIONS["claims"], values) else None


def _appearance(article: Article, part: Part, passage: Values) -> Values:
    attribution = article.attributed.attributions[part.number]
    told = {
        "attribution": _words(article.text, attribution.source),
        "verb": verb_of(article.text, attribution, article.language),
    }
    return {
        "article": article.id,
        **passage,
        **{name: words for name, words in told.items() if words},
    }


def _source(articles: Sequence[Article], parts: Sequence[Part], sources: Sources) -> str | None:
    """Return who first carried a saying: as the text says, or the publisher of an original."""
    for part in parts:
        article = articles[part.article]
        name = _words(article.text, attribution_of(articles, part).carrier)
        if name != name.lower():  # "the newspaper" is no name
            return sources.of(name)
    values = articles[parts[0].article].values
    return str(values["publisher"]) if values.get("original") and "publisher" in values else None


def _words(text: ArticleText, spans: Sequence[Span]) -> str:
    """Return words of a text in one line."""
    return " ".join(word for span in spans for word in text.content[slice(*span)].split())
