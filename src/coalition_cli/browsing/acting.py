"""What acts take from the data: texts to copy, addresses to open, files to write, a command."""

import os
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from ..answers.asking import Wanted, question
from ..answers.dossier import Dossier, dossiers
from ..answers.records import Key, records
from ..formats import FORMATS, ROWS, by_ending, formats_of
from ..index import Index
from ..model import SECTIONS
from ..model.answer import Answer, Row, Values
from ..model.problems import UsageError, plural
from ..query import Term
from ..words.safe import escaped, plain, visible
from ..words.shell import joined
from ..words.unnamed import marked
from ..writing import opened as opened_output
from .view import Mark, View, mark_of

_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_MOST_TEXT = 200  # items of a list in a citation


class Address(NamedTuple):
    """Where something can be read, and what it is."""

    url: str
    what: str


def command_line(view: View, data: Sequence[str], options: Sequence[str]) -> str:
    """Return the command that gives the same rows, quoted for a shell."""
    named = [word for path in data for word in ("-d", path)]
    words = ["--", *view.words] if any(w.startswith("-") for w in view.words) else [*view.words]
    return joined(["coalition", view.section, *named, *options, *words])


def keys_of(view: View) -> list[Key]:
    """Return the records that are marked in the list, else the one under the cursor."""
    from .sheets import key_of

    if view.section == "appearances" or not view.marked:
        return [key_of(view.section, view.row)] if view.row is not None else []
    return [(SECTIONS[name], key) for name, key in view.marked]


def ids(index: Index, keys: Sequence[Key]) -> str:
    """Return the ids of records, a line each."""
    del index
    return "\n".join(visible(key) for _, key in keys)


def as_json(index: Index, keys: Sequence[Key]) -> str:
    """Return records as JSON."""
    out = StringIO()
    FORMATS["json"].write(records(index, keys), out)
    return escaped(out.getvalue())


def citations(index: Index, keys: Sequence[Key]) -> str:
    """Return who said what of each record, and where it was read."""
    return "\n".join(_citation(dossier) for dossier in dossiers(index, keys, _MOST_TEXT))


def quotes(index: Index, keys: Sequence[Key]) -> str:
    """Return the words of each record: those of a claim's first quote, or else its wording."""
    return "\n".join(_words(dossier) for dossier in dossiers(index, keys, _MOST_TEXT))


def _words(dossier: Dossier) -> str:
    record = dossier.record
    leads = [record.get(name) for name in ("quote", "wording", *dossier.section.leads)]
    return visible(plain(next((lead for lead in leads if lead), record[dossier.section.key])))


def _citation(dossier: Dossier) -> str:
    """Return a line such as: “words” — who (unnamed), Publisher, “Headline”, date, address."""
    record = dossier.record
    if dossier.section.name != "claims":
        names = ("name", "publisher_name", "headline", "text", "description", "date", "url")
        known = [plain(record[name]) for name in names if record.get(name)]
        return visible(", ".join(known) or plain(record[dossier.section.key]))
    seen = next((row for row in dossier.rows("appearances") if _said(row)), None)
    words = _said(seen) if seen is not None else None
    who = marked(record["speaker_name"], record["anonymous"]) or "nobody is credited"
    article = dossier.articles.get(str(seen["article"])) if seen is not None else None
    place: list[object] = [record["source_name"]]
    if article is not None:
        headline = f"“{article.headline}”" if article.headline else None
        place = [article.publisher_name or article.publisher, headline, article.date, article.url]
    shown = [words or plain(record["text"]), " — ", plain(who)]
    return visible("".join([*shown, *(f", {plain(each)}" for each in place if each)]))


def _said(row: Values) -> str | None:
    """Return the words of an appearance: a quote in quotation marks, or the article's own."""
    if row["quote"]:
        return f"“{row['quote']}”"
    return plain(row["wording"]) or None


def addresses(index: Index, key: Key) -> list[Address]:
    """Return where a record can be read: its own addresses, then those of its articles."""
    [dossier] = dossiers(index, [key], _MOST_TEXT)
    found = {address.url: address for address in reversed([*_addresses(dossier)])}
    return [address for address in reversed(found.values()) if _ADDRESS.fullmatch(address.url)]


def _addresses(dossier: Dossier) -> Iterator[Address]:
    record, name = dossier.record, dossier.section.singular
    for field in ("url", "archived"):
        if isinstance(url := record.get(field), str):
            yield Address(url, name if field == "url" else f"{name}, archived")
    reference = record.get("reference")
    if isinstance(reference, dict) and reference["url"]:
        yield Address(reference["url"], "reference")
    seen = dict.fromkeys(str(row["article"]) for row in dossier.rows("appearances"))
    for key in [*seen, *(key for key in dossier.articles if key not in seen)]:
        article = dossier.articles.get(key)
        if article is not None and article.url:
            yield Address(article.url, article.headline or article.id)
    for field in ("reviews", "evidence", "corrections"):
        parts = record.get(field)
        for part in parts if isinstance(parts, list) else ():
            if part.get("url"):
                yield Address(str(part["url"]), str(part.get("title") or field))
    same = record.get("same_as")
    yield from (Address(str(url), name) for url in (same if isinstance(same, list) else ()))


def exported(index: Index, view: View, path: str) -> str:
    """Write what is marked, else what is shown, to a file; return what was written.

    The ending of the file's name says the format. Raise UsageError if none has it.
    """
    form = by_ending(path, ROWS)
    if form is None or form.drawn:
        endings = (each for known in formats_of(ROWS) if not known.drawn for each in known.endings)
        raise UsageError(
            f"no format has the ending of '{visible(path)}'\nthe endings: {', '.join(endings)}"
        )
    answer = _exporting(index, view)
    with opened_output(os.path.expanduser(path)) as out:
        form.write(answer, out)
    return f"{plural(answer.count(), answer.section.singular)} in {visible(path)}, as {form}"


def _exporting(index: Index, view: View) -> Answer:
    section = SECTIONS[view.section]
    if not view.marked:
        asked, _ = index.resolve(question(section, Wanted(view.words)))
        return index.rows(asked)
    field = section.field("claim" if section.name == "appearances" else section.key)
    keys = dict.fromkeys(
        key.partition(" ")[0] if field.name == "claim" else key for _, key in view.marked
    )
    marked_ones = index.rows(
        question(section, Wanted())._replace(terms=(Term(field, tuple(keys), exact=True),))
    )
    return _only(marked_ones, view.marks) if field.name == "claim" else marked_ones


def _only(answer: Answer, marks: frozenset[Mark]) -> Answer:
    """Return the rows of an answer that are marked."""
    names = [field.name for field in answer.fields]

    def read(offset: int, limit: int | None) -> Iterator[Row]:
        rows = (
            row
            for row in answer.rows()
            if mark_of(answer.section.name, dict(zip(names, row, strict=True))) in marks
        )
        for number, row in enumerate(rows):
            if number >= offset and (limit is None or number < offset + limit):
                yield row

    return Answer(answer.section, answer.fields, read, lambda: sum(1 for _ in read(0, None)))
