"""One record in full, as a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..model import Section, Type
from ..model.answer import Values
from ..model.vocabularies import BANDS, CONFIDENCE_MAX, CREDIBILITY, RELIABILITY, confidence_word
from .cells import confidence, identifier, speaker, text, words_of, yes_or_no
from .chain import chain
from .columns import NARROW, WIDE
from .counts import bar, styled
from .drift import credited_since, credits_another, differs, reworded, since_the_origin
from .listing import GAP, width_of

_INDENT = (0, 0, 0, 2)
_WORDS_INDENT = 4
_ALL = "a pipe gets all, as in: … | less"
_WORDINGS = ("article", "its words", "its name for the speaker")
_MEASURES = (("similarity", "alike"), ("drift", "drift"))  # what is measured of it, and its title
_HEADS = {"claims": "text", "facts": "text", "articles": "headline", "appearances": "text"}
# What is said of a record besides: fields, in the order of the page.
_PARTICULARS = {
    "claims": ("kind", "topics", "date", "status", "note"),
    "facts": ("date", "reference"),
    "sources": ("kind", "url"),
    "articles": (
        "authors",
        "date",
        "url",
        "archived",
        "accessed",
        "language",
        "translated_from",
        "original",
        "sha256",
    ),
    "speakers": ("kind", "role", "affiliation", "country"),
    "members": ("eu", "nato", "nuclear"),
    "topics": (),
}


# Related records that are not lists of their own on the page.
_WOVEN_IN = ("appearances", "trail", "drift", "speaker", "on behalf of", "source")


class Related(NamedTuple):
    """Records that belong to another, and how many more there are."""

    rows: Sequence[Values]
    left_out: int = 0


class Dossier(NamedTuple):
    """A record and the records that belong to it, by what they are to it."""

    section: Section
    record: Values
    related: Mapping[str, Related]


def pages(
    dossiers: Iterable[Dossier], width: int, most: int | None = None
) -> Iterator[RenderableType]:
    """Yield the page of each record, with a blank line between two.

    Of a chain no more lines are drawn than `most`.
    """
    for number, dossier in enumerate(dossiers):
        if number:
            yield Text("")
        yield _page(dossier, width, most)


def _page(dossier: Dossier, width: int, most: int | None) -> RenderableType:
    """Return the page of a record, for a screen of that width."""
    section, record = dossier.section, dossier.record
    related = {title: one.rows for title, one in dossier.related.items()}
    parts: list[RenderableType] = [_heading(section, record, width), *_subject(section, record)]
    particulars = _particulars(section, _cut(section, record, most), related)
    if particulars.row_count:
        parts += [Text(""), Padding(particulars, _INDENT)]
    if "appearances" in related:
        appearances = related["appearances"]
        trail = related.get("trail", ())
        parts += _titled("how it came here", chain(record, appearances, trail, most))
        parts += _titled("in which words", _wordings(appearances, related["drift"], width))
        parts += _more(dossier, "appearances")
        if any(map(differs, related["drift"])):
            parts.append(Padding(since_the_origin(), (1, 0, 0, 4)))
    for title, rows in related.items():
        if title not in _WOVEN_IN:
            parts += _titled(title, _records(rows, said_by=section.name != "speakers"))
            parts += _more(dossier, title)
    if record.get("extra"):
        parts += _titled("extra", text(record["extra"]))
    if "file" in record:
        parts += [Text(""), Text.assemble(text(record["file"]), f":{record['line']}", style="dim")]
    return Group(*parts)


def _heading(section: Section, record: Values, width: int) -> RenderableType:
    title = Text.assemble((section.singular, "dim"), " ", identifier(record[section.key]))
    if title.cell_len + 3 > width:  # a rule would cut it
        return title
    return Rule(title, align="left", style="dim", characters="─")


def _subject(section: Section, record: Values) -> Iterator[RenderableType]:
    """Yield what the record is about, in its own words."""
    if section.name == "speakers":
        yield Padding(speaker(record, "name" if record["name"] else "description"), _INDENT)
        if record["name"] and record["description"]:
            yield Padding(text(record["description"]), _INDENT)
        return
    shown = record.get(_HEADS.get(section.name, "name"))
    if shown:
        yield Padding(text(shown, "bold"), _INDENT)


def _particulars(
    section: Section, record: Values, related: Mapping[str, Sequence[Values]]
) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for title, value in _facts_of(section, record, related):
        table.add_row(title, value)
    return table


def _facts_of(
    section: Section, record: Values, related: Mapping[str, Sequence[Values]]
) -> Iterator[tuple[str, Text]]:
    """Yield what is known of a record, each with its title."""
    if section.name == "claims":
        yield "said by", _who(record, related)
        yield "source", _with_id(record["source_name"], record["source"])
        yield "confidence", _scale(record["confidence"])
        credibility = record["credibility"]
        if isinstance(credibility, int):
            yield "credibility", Text(f"{credibility} {CREDIBILITY[credibility]}")
        yield "origins", _origins(record)
    if section.name == "sources" and record["reliability"]:
        meaning = RELIABILITY[str(record["reliability"])]
        yield "reliability", Text(f"{record['reliability']} {meaning}")
    if section.name == "speakers" and record["anonymity_reason"]:
        yield "unnamed", text(record["anonymity_reason"])
    if record.get("on_behalf_of"):
        principal = related["on behalf of"][0]
        who = speaker(principal, "name" if principal["name"] else "description")
        yield "on behalf of", who.append_text(_id_of(principal["id"]))
    if record.get("publisher"):
        yield "publisher", _with_id(record["publisher_name"], record["publisher"])
    for name in _PARTICULARS[section.name]:
        if section.name == "members":
            yield name, yes_or_no(record[name])
        elif record[name] is not None and record[name] != []:
            flag = section.field(name).type is Type.BOOLEAN
            yield name.replace("_", " "), yes_or_no(record[name]) if flag else text(record[name])


def _who(record: Values, related: Mapping[str, Sequence[Values]]) -> Text:
    if record["speaker_name"] is None:
        return Text("nobody is credited", "dim")
    who = speaker(record)
    if record["speaker"] is not None:
        who.append_text(_id_of(record["speaker"]))
    for row in related.get("speaker", ()):
        if row["anonymity_reason"]:
            who.append(", ").append_text(text(row["anonymity_reason"]))
    return who


def _with_id(name: object, key: object) -> Text:
    return text(name).append_text(_id_of(key)) if key else text(None)


def _id_of(key: object) -> Text:
    return Text.assemble("  [", identifier(key), "]")


def _scale(value: object) -> Text:
    """Return a confidence with the STIX 2.1 scale, its own band marked."""
    shown = confidence(value)
    if not isinstance(value, int):
        return shown
    word = confidence_word(value)
    shown.append("  ").append_text(bar(value / CONFIDENCE_MAX, 20, styled(word))).append("  ")
    for band in BANDS:
        covers = f"{band.low}" if band.low == band.high else f"{band.low}–{band.high}"
        inside = band.word == word
        shown.append(
            f" [{band.word} {covers}]" if inside else f" {band.word} {covers}",
            "" if inside else "dim",
        )
    return shown


def _origins(record: Values) -> Text:
    count = record["origins"]
    appearances = record["appearances"]
    listed = appearances if isinstance(appearances, list) else []
    outlets = len({appearance["article"] for appearance in listed})
    if count is None:
        return Text("not known: an article that it leads to is not in the data", "dim")
    if not outlets:
        return Text("none: it appears in no article", "dim")
    kind = "single-origin" if count == 1 else "multi-origin"
    articles = "1 article" if outlets == 1 else f"{outlets} articles"
    return Text(f"{kind}: {articles}, {count} {'origin' if count == 1 else 'origins'}")


def _wordings(appearances: Sequence[Values], drifts: Sequence[Values], width: int) -> Table:
    """Draw each appearance's words, one below the other, with whom they are credited to.

    Where they have moved from the origin's, what was struck and added is marked, and how far that
    is stands beside it.
    """
    rows = [
        (
            identifier(row["article"]),
            reworded(drift) if drift else words_of(row),
            credited_since(drift) if drift and credits_another(drift) else _credit(row),
        )
        for row, drift in zip(appearances, drifts, strict=True)
    ]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    if width < NARROW:
        table.add_column("article and words", overflow="fold")
        for cells, drift in zip(rows, drifts, strict=True):
            moved = [Text(f"drift {drift['drift']}", "dim")] if drift.get("drift") else []
            table.add_row(Group(*cells, *moved))
        return table
    scored = any(drift.get("drift") is not None for drift in drifts)
    measured = _MEASURES[0 if width >= WIDE else 1 :] if scored else ()
    room = width - _WORDS_INDENT - 2 * GAP - sum(GAP + len(title) for _, title in measured)
    for title, most in zip(_WORDINGS, _widths(rows, room), strict=True):
        table.add_column(title, overflow="fold", max_width=most)
    for _, title in measured:
        table.add_column(title, justify="right")
    for cells, drift in zip(rows, drifts, strict=True):
        table.add_row(*cells, *(text(drift.get(name)) for name, _ in measured))
    return table


def _widths(rows: Sequence[Sequence[Text]], room: int) -> tuple[int, int, int]:
    """Return how wide columns may be, so that Rich has none to cut; the words get what is left."""
    columns = zip(_WORDINGS, zip(*rows, strict=True), strict=True)
    article, words, name = (max(len(title), *map(width_of, cells)) for title, cells in columns)
    article = min(article, room // 3)
    name = min(name, max(room // 3, room - article - words))
    return article, room - article - name, name


def _credit(row: Values) -> Text:
    return speaker(row, "attribution") if row["attribution"] else Text("–", "dim")


def _records(rows: Sequence[Values], *, said_by: bool) -> Table:
    """Draw related records: their ids, what they are, and for claims who says so."""
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold", min_width=8)
    table.add_column(overflow="fold")
    for row in rows:
        key = row.get("id") or row.get("claim") or row.get("country")
        what = text(row.get("text") or row.get("headline") or row.get("name"))
        if said_by and row.get("speaker_name"):
            what.append(" — ", "dim").append_text(speaker(row))
        table.add_row(identifier(key), what)
    return table


def _more(dossier: Dossier, title: str) -> Iterator[RenderableType]:
    """Yield the line that says how many more of these records there are, and where to see them."""
    if left_out := dossier.related[title].left_out:
        yield Padding(Text(f"… {left_out:,} more; {_ALL}", "dim"), (0, 0, 0, _WORDS_INDENT))


def _cut(section: Section, record: Values, most: int | None) -> Values:
    """Return a record whose lists, as far as they are shown, say how many items are left out."""
    if most is None:
        return record
    cut = dict(record)
    for name in _PARTICULARS[section.name]:
        value = record[name]
        if isinstance(value, list) and len(value) > most:
            cut[name] = [*value[:most], f"… {len(value) - most:,} more; {_ALL}"]
    return cut


def _titled(title: str, content: RenderableType) -> list[RenderableType]:
    return [
        Text(""),
        Padding(Text(title, "bold"), _INDENT),
        Padding(content, (0, 0, 0, _WORDS_INDENT)),
    ]
