"""Articles with their attributions → the records of a claims file: drafts, with comments."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..attributing.attribution import Attribution, Certainty
from ..importing.gathering.merging import Values
from ..importing.gathering.store import Kept, Store
from ..importing.landing.composing import fits
from ..model import FILE_SECTIONS, SECTIONS
from ..model.problems import plural
from ..model.vocabularies import DRAFT
from ..reading.limits import MAX_RECORD
from ..verifying import ArticleText
from ..verifying.paragraphs import Span
from .article import Article, Part, Saying, Story
from .doubts import DENIED, UNKNOWN
from .gaining import Gain, gains
from .ids import Ids
from .known import NOTHING, Known
from .passages import Passage, passages
from .putting import denial_of, text_of, verb_of
from .sources import Sources
from .speakers import Speakers

_LARGE = MAX_RECORD // 16  # characters: a claim with fewer fits into any file


class Drafted(NamedTuple):
    """The records that articles became."""

    stores: Mapping[str, Store]  # by section, in the order of a file
    left_out: int  # sayings that no claim can state as the text has them
    gains: Sequence[Gain] = ()  # of claims that are there

    def summary(self, review: str) -> Iterator[str]:
        """Yield what a user should know of them; `review` is the command that shows the drafts.

        It is empty where they are in no file.
        """
        credited = [kept.values["speaker"] for kept in self.stores["claims"].values()]
        gained = sum(len(gain.appearances) for gain in self.gains)
        if gained:
            yield f"{plural(gained, 'appearance')} added to claims that were there"
        if credited:
            them = "it" if len(credited) == 1 else "them"
            then = f"with {review}" if review else "with 'coalition review', from a file (-o)"
            yield f"{_counted(credited)}: read {them} {then}"
        elif not gained:
            yield "no claims: nobody is credited with any words in the text"
        if self.left_out:
            told = plural(self.left_out, "saying")
            yield f"left out: {told} that no claim can state as the text has them"


def _counted(credited: Sequence[object]) -> str:
    """Return how many claims there are, of how many speakers."""
    claims, unknown = plural(len(credited), "claim"), credited.count(None)
    speakers = len({*credited} - {None})
    if not speakers:
        return f"{claims} without a speaker"
    nobody = f", {unknown:,} without one" if unknown else ""
    return f"{claims} of {plural(speakers, 'speaker')}{nobody}"


class Credit(NamedTuple):
    """Whom an article credits with a saying."""

    speaker: str | None  # an id
    doubt: str = ""  # why a person should look at it


def drafted(story: Story, sources: Sources, known: Known = NOTHING) -> Drafted:
    """Return the records of a story, with a claim for each saying; those that are known gain."""
    drafts = Claims(story, sources, known)
    claims, ids = Store(SECTIONS["claims"]), Ids(known.taken("claims"))
    new = [saying for saying in story.sayings if known.claim(saying.parts[0]) is None]
    for claim in filter(None, map(drafts.of, new)):
        values = {"id": ids.new(str(claim.values["text"]), "claim"), **claim.values}
        claims.replace(str(values["id"]), claim._replace(values=values))
    speakers = drafts.credits.speakers
    speakers.add_aliases()
    stores = {name: Store(SECTIONS[name]) for name in FILE_SECTIONS}
    for article in story.articles[len(known.articles) :]:
        kept = Kept(b"", dict(article.values), (), article.comments)
        stores["articles"].replace(article.id, kept)
    stores |= {"sources": sources.store, "speakers": speakers.store, "claims": claims}
    return Drafted(stores, len(new) - len(claims), [*gains(story, drafts, known)])


class Credits:
    """Knows who is credited with what. A speaker gets a record when a claim credits it."""

    def __init__(self, story: Story, known: Known) -> None:
        self.speakers = Speakers(known.taken("speakers"))
        self._articles = story.articles
        self._people = {part: parts for parts in story.people for part in parts}
        self._keys: dict[Part, str | None] = {}  # by the first part of a person
        for part in self._people:
            if key := known.speaker(part):
                self._keys[self._people[part][0]] = key

    def of(self, part: Part) -> Credit:
        """Return whom an article credits with one of its attributions."""
        attribution = attribution_of(self._articles[part.article], part)
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


class Claims:
    """Makes claims of sayings, without ids, as drafts."""

    def __init__(self, story: Story, sources: Sources, known: Known) -> None:
        self.credits = Credits(story, known)
        self._articles, self._sources = story.articles, sources

    def of(self, saying: Saying) -> Kept | None:
        """Return the claim of a saying; None if no article has it in words that can be stated."""
        found = {part: stated for part in saying.parts if (stated := self.passages(part))}
        if not found:
            return None
        lead = next(iter(found))
        article, credit = self._articles[lead.article], self.credits.of(lead)
        denied = denial_of(article.text, attribution_of(article, lead), article.language)
        comments = [("text", DENIED.format(denied))] if denied else []
        comments += [("speaker", credit.doubt)] if credit.doubt else []
        values: Values = {
            "text": text_of(article.text, attribution_of(article, lead), article.language),
            "speaker": credit.speaker,
            "status": DRAFT,
        }
        if source := self._source([*found]):
            values["source"] = source
        appearances: list[Values] = []
        for part, stated in found.items():
            for passage in stated:
                appearance, doubt = self.appearance(part, passage, credit.speaker)
                if doubt:
                    comments.append((f"appearances.{len(appearances)}.speaker", doubt))
                appearances.append(appearance)
        values["appearances"] = appearances
        if len(repr(values)) > _LARGE and not fits(SECTIONS["claims"], values):
            return None
        return Kept(b"", values, (), tuple(comments))

    def appearance(self, part: Part, passage: Passage, speaker: str | None) -> tuple[Values, str]:
        """Return an appearance of a claim, and a doubt about whom it credits.

        It names a speaker only where that is not the `speaker` of the claim.
        """
        article, credit = self._articles[part.article], self.credits.of(part)
        attribution = attribution_of(article, part)
        told = {
            "attribution": _words(article.text, attribution.source),
            "verb": verb_of(article.text, attribution, article.language),
        }
        values = {"article": article.id, **passage}
        values |= {name: words for name, words in told.items() if words}
        if credit.speaker in (None, speaker):
            return values, ""
        return {**values, "speaker": credit.speaker}, credit.doubt

    def passages(self, part: Part) -> list[Passage]:
        """Return what of an attribution an appearance can state."""
        article = self._articles[part.article]
        return passages(article.text, attribution_of(article, part))

    def _source(self, parts: Sequence[Part]) -> str | None:
        """Return who first carried a saying: as a text says, or the publisher of an original."""
        for part in parts:
            article = self._articles[part.article]
            name = _words(article.text, attribution_of(article, part).carrier)
            if name != name.lower():  # "the newspaper" is no name
                return self._sources.of(name)
        values = self._articles[parts[0].article].values
        original = values.get("original") is True and "publisher" in values
        return str(values["publisher"]) if original else None


def attribution_of(article: Article, part: Part) -> Attribution:
    """Return the attribution of an article that a part of a saying is."""
    return article.attributed.attributions[part.number]


def _words(text: ArticleText, spans: Sequence[Span]) -> str:
    """Return words of a text in one line."""
    return " ".join(word for span in spans for word in text.content[slice(*span)].split())
