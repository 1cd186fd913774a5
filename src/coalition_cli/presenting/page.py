"""One record in full, as a page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..answers.contents import PARTICULARS, RELATIONS, Kind, Relation
from ..answers.dossier import Dossier, origins_in_words
from ..answers.parts import embargo_in_words, ratings_by, today
from ..model import Section, Type
from ..model.answer import Values
from ..model.vocabularies import BANDS, CONFIDENCE_MAX, CREDIBILITY, RELIABILITY, confidence_word
from .cells import confidence, identifier, quoted, speaker, text, who, yes_or_no
from .chain import chain
from .counts import bar, bar_style
from .drift import differs, meaning_of_marks
from .parts import carriers, parts_drawn
from .wordings import wordings

_INDENT = (0, 0, 0, 2)
_WORDS_INDENT = 4
_SHORTEST_BAR, _LONGEST_BAR = 4, 20  # of a confidence
_APART = "  "
_ALL = "to see all, add: | less"
_MEANINGS: Mapping[str, Mapping[Any, str]] = MappingProxyType(
    {"credibility": CREDIBILITY, "reliability": RELIABILITY}
)


def pages(
    dossiers: Iterable[Dossier], width: int, most: int | None = None
) -> Iterator[RenderableType]:
    """Yield the page of each record, with a blank line between two.

    A chain is drawn with `most` articles at most.
    """
    for number, dossier in enumerate(dossiers):
        if number:
            yield Text("")
        yield _page(dossier, width, most)


def _page(dossier: Dossier, width: int, most: int | None) -> RenderableType:
    """Return the page of a record, drawn for a screen of that width."""
    section, record = dossier.section, dossier.record
    parts: list[RenderableType] = [_heading(section, record, width), *_subject(section, record)]
    particulars = _particulars(dossier, most)
    if particulars.row_count:
        parts += [Text(""), Padding(particulars, _INDENT)]
    parts += _appearances(dossier, width, most)
    for title, content, left_out in _lists(dossier, most):
        parts += _titled(title, content)
        parts += _more(left_out)
    if record.get("file"):
        parts += [Text(""), Text.assemble(text(record["file"]), f":{record['line']}", style="dim")]
    return Group(*parts)


def _appearances(dossier: Dossier, width: int, most: int | None) -> Iterator[RenderableType]:
    """Yield how a claim came here, and in which words."""
    if appearances := dossier.related.get("appearances"):
        drifts = [drift._asdict() if drift else {} for drift in dossier.drifts]
        yield from _titled("how it came here", chain(dossier, most))
        yield from _titled("in which words", wordings(appearances.rows, drifts, width))
        yield from _more(appearances.left_out)
        if any(map(differs, drifts)):
            yield Padding(meaning_of_marks(), (1, 0, 0, 4))


def _lists(dossier: Dossier, most: int | None) -> Iterator[tuple[str, RenderableType, int]]:
    """Yield what belongs to a record: a title, the list, and how many items are left out of it."""
    for kind in dossier.parts(most):
        yield kind.title, parts_drawn(kind.parts), kind.left_out
    if carrying := dossier.uncorrected.rows:
        yield "still uncorrected in", carriers(carrying), dossier.uncorrected.left_out
    for relation in RELATIONS[dossier.section.name]:
        related = dossier.related.get(relation.name)
        if related and relation.title:
            listed = _records(related.rows, relation, dossier.record)
            yield relation.title, listed, related.left_out
    if extra := dossier.record.get("extra"):
        yield "extra", text(extra), 0
    if extras := [row for row in dossier.rows("appearances") if row["extra"]]:
        table = Table.grid(padding=(0, 2))
        for row in extras:
            table.add_row(identifier(row["article"]), text(row["extra"]))
        yield "extra of appearances", table, 0


def _heading(section: Section, record: Values, width: int) -> RenderableType:
    title = Text.assemble((section.singular, "dim"), " ", identifier(record[section.key]))
    if title.cell_len + 3 > width:  # a rule would cut it
        return title
    return Rule(title, align="left", style="dim", characters="─")


def _subject(section: Section, record: Values) -> Iterator[RenderableType]:
    """Yield the texts that lead the page, such as the claim or the speaker's name."""
    names = [name for name in section.leads if record[name]]
    for number, name in enumerate(names):
        shown = text(record[name], "" if number else "bold")
        if not number and section.field(name).says_who:
            shown = speaker(record, name)
        yield Padding(shown, _INDENT)


def _particulars(dossier: Dossier, most: int | None) -> Table:
    """Draw the known fields of a record. A list is drawn with `most` items at most."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for particular in PARTICULARS[dossier.section.name]:
        value = dossier.record[particular.field]
        if particular.always or (value is not None and value != []):
            if isinstance(value, list) and most is not None and len(value) > most:
                value = [*value[:most], f"… {len(value) - most:,} more; {_ALL}"]
            title = particular.title or particular.field.replace("_", " ")
            table.add_row(title, _DRAWERS[particular.kind](dossier, particular.field, value))
    return table


def _value(dossier: Dossier, name: str, value: object) -> Text:
    flag = dossier.section.field(name).type is Type.BOOLEAN
    return yes_or_no(value) if flag else text(value)


def _who(dossier: Dossier, name: str, value: object) -> Text:
    if dossier.record["speaker_name"] is None:
        return Text("nobody is credited", "dim")
    shown = speaker(dossier.record)
    if value is not None:
        shown.append_text(_id_of(value))
    for row in dossier.rows(name):
        if row["anonymity_reason"]:
            shown.append(", ").append_text(text(row["anonymity_reason"]))
        if row["terms"]:
            shown.append(f", terms: {row['terms']}")
    return shown


def _principal(dossier: Dossier, _: str, value: object) -> Text:
    [row] = dossier.rows("principal")
    return who(row).append_text(_id_of(value))


def _named(dossier: Dossier, name: str, value: object) -> Text:
    called = text(dossier.record[f"{name}_name"] if value else None)
    return called.append_text(_id_of(value)) if value else called


def _id_of(key: object) -> Text:
    return Text.assemble("  [", identifier(key), "]")


def _grade(_: Dossier, name: str, value: object) -> Text:
    return Text(f"{value} {_MEANINGS[name][value]}")


def _scale(_: Dossier, __: str, value: object) -> RenderableType:
    """Return a confidence with the STIX 2.1 scale, its own band marked."""
    return _Scale(value) if isinstance(value, int) else confidence(value)


class _Scale(NamedTuple):
    """A confidence, its bar, and the bands, on one line. The bar takes the room that they leave."""

    value: int

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        needed = confidence(self.value).cell_len + self._bands().cell_len + len(_APART)
        return Measurement(needed, needed + _LONGEST_BAR + len(_APART))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        rated, bands = confidence(self.value), self._bands()
        room = options.max_width - rated.cell_len - bands.cell_len - 2 * len(_APART)
        if room < -len(_APART):
            yield rated
            yield bands
            return
        word = confidence_word(self.value)
        if room >= _SHORTEST_BAR:
            drawn = bar(self.value / CONFIDENCE_MAX, min(room, _LONGEST_BAR), bar_style(word))
            rated.append(_APART).append_text(drawn)
        yield rated.append(_APART).append_text(bands)

    def _bands(self) -> Text:
        shown = []
        for band in BANDS:
            label = f"{band.word} {band.low}" + (f"–{band.high}" if band.low < band.high else "")
            inside = band.word == confidence_word(self.value)
            shown.append(Text(f"[{label}]" if inside else label, "" if inside else "dim"))
        return Text(" ").join(shown)


def _embargo(_: Dossier, __: str, value: object) -> Text:
    return Text(embargo_in_words(str(value), today()), "bold")


def _origins(dossier: Dossier, _: str, count: object) -> Text:
    return Text(origins_in_words(dossier.record), "" if count else "dim")


_DRAWERS: Mapping[Kind, Callable[[Dossier, str, object], RenderableType]] = MappingProxyType(
    {
        Kind.VALUE: _value,
        Kind.WHO: _who,
        Kind.PRINCIPAL: _principal,
        Kind.NAMED: _named,
        Kind.SCALE: _scale,
        Kind.GRADE: _grade,
        Kind.ORIGINS: _origins,
        Kind.EMBARGO: _embargo,
    }
)


def _records(rows: Sequence[Values], relation: Relation, of: Values) -> Table:
    """Draw the records of a relation: their ids, their texts, who said it, and verdicts on it."""
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold", min_width=8)
    table.add_column(overflow="fold")
    for row in rows:
        key = row.get("id") or row.get("claim") or row.get("country")
        lead = text(row.get("text") or row.get("headline") or row.get("name"))
        if relation.credited and row.get("speaker_name"):
            lead.append(" — ", "dim").append_text(speaker(row))
        for verdict in ratings_by(of["id"], row) if relation.rated else ():
            lead.append("; rated ", "dim").append_text(quoted(verdict))
        table.add_row(identifier(key), lead)
    return table


def _more(left_out: int) -> Iterator[RenderableType]:
    """Yield a line if records are left out: how many, and how to see them."""
    if left_out:
        yield Padding(Text(f"… {left_out:,} more; {_ALL}", "dim"), (0, 0, 0, _WORDS_INDENT))


def _titled(title: str, content: RenderableType) -> list[RenderableType]:
    return [
        Text(""),
        Padding(Text(title, "bold"), _INDENT),
        Padding(content, (0, 0, 0, _WORDS_INDENT)),
    ]
