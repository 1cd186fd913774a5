"""How claims changed from article to article, as Markdown for the notes of a story."""

from collections.abc import Iterator, Sequence

from ..answers.cited import Cited
from ..model.answer import Values
from ..words.wordings import Fate, changes
from .markdown import heading, inline, items, link, quotation

_MARKS = {Fate.STRUCK: "~~", Fate.ADDED: "**", Fate.KEPT: ""}
_LEGEND = "~~struck~~ **added** since the origin. Half of drift is about who said it.\n\n"


def drift_notes(rows: Sequence[Values], cited: Cited) -> Iterator[str]:
    """Yield what is said of each appearance, the most changed first, as the rows are."""
    yield heading(2, "What changed from article to article")
    if not rows:
        yield "Nothing that retells is recorded with these claims.\n\n"
        return
    yield _LEGEND
    for row in rows:
        claim = cited.claims.get(str(row["claim"]))
        yield heading(3, inline(claim.text if claim else row["claim"]))
        yield items(_particulars(row, cited))
        if _is_quoted(row):
            who = f"{_called(row)}, {_article(row['article'], cited)}"
            yield quotation(_words(row), who)


def _particulars(row: Values, cited: Cited) -> Iterator[str]:
    yield f"**claim:** {inline(row['claim'])}"
    scored = "not known" if row["drift"] is None else f"{row['drift']} of 100"
    alike = "" if row["similarity"] is None else f"; the words are {row['similarity']} of 100 alike"
    yield f"**drift:** {scored}{alike}"
    yield f"**retelling:** {_article(row['article'], cited)}"
    yield f"**origin:** {_article(row['origin'], cited)}"
    here, origin = _called(row), inline(row["origin_attribution"] or row["speaker_name"])
    if None not in (row["speaker"], row["credited"]) and row["speaker"] != row["credited"]:
        yield f"**credited to:** {_marked(Fate.STRUCK, origin)} {_marked(Fate.ADDED, here)}"
    else:
        yield f"**credited to:** {here}" + (f"; at the origin: {origin}" if origin != here else "")
    if row["words"] and not _is_quoted(row):
        title = "in these words" if row["quote"] else "in its own words"
        yield f"**{title}:** {_words(row)}"
    if row["translated_from"]:
        yield f"**translated from:** {inline(row['translated_from'])}"
    if row["similarity"] is None:
        origin_words = row["origin_words"]
        yield f"**at the origin:** {inline(origin_words or 'no words are recorded')}"


def _called(row: Values) -> str:
    return inline(row["attribution"] or row["credited_name"] or "nobody")


def _is_quoted(row: Values) -> bool:
    """Whether the words that are compared are a quote, and not a wording with its marks."""
    return row["words"] is not None and row["words"] == row["quote"]


def _words(row: Values) -> str:
    """Return the words that are compared, marked where they differ from those of the origin."""
    words = str(row["words"])
    if row["similarity"] in (None, 100):
        return inline(words)
    pieces = changes(str(row["origin_words"]), words)
    return " ".join(_marked(fate, inline(piece)) for fate, piece in pieces)


def _marked(fate: Fate, words: str) -> str:
    return f"{_MARKS[fate]}{words}{_MARKS[fate]}"


def _article(key: object, cited: Cited) -> str:
    known = cited.articles.get(str(key))
    if known is None:
        return inline(key)
    beside = [inline(value) for value in (known.publisher_name, known.date) if value]
    return ", ".join([link(known.headline or known.id, known.url), *beside])
