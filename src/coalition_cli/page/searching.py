"""What the script of a page searches, filters and sorts, as the commands compare it."""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from ..answers.dossier import Dossier
from ..index import Index
from ..index.search import TEXTS
from ..model import SECTIONS, Field, Type
from ..model.answer import Values
from ..model.lending import home
from ..model.vocabularies import BANDS
from ..publishing.fields import leaves
from ..query import Question, Sort, check_fields
from ..query.fields import asked_fields, names_of
from ..query.question import is_searched
from ..words import BETWEEN as OF_TEXTS
from ..words import any_case, collated, search_words
from ..words.dates import begins, ends
from ..words.letters import GAPS, alone, gone, others
from ..words.unnamed import called, marked
from .texts import shown
from .values import Data, Letters, Searchable, Sorting, Spelling

BETWEEN = " \ue001 "  # stands between two columns; for private use
_CLAIMS = SECTIONS["claims"]
_SORTS = ("id", "speaker_name", "source_name", "confidence", "date", "origins")
_OF_APPEARANCES = ("quote", "wording")
_KINDS = {
    Type.NUMBER: "number",
    Type.CONFIDENCE: "confidence",
    Type.DATE: "date",
    Type.BOOLEAN: "flag",
}


_RELATIONS = {"speaker": "speaker", "on_behalf_of": "principal", "source": "source"}
_RELATIONS["reviewers"] = "reviewers"


class Searching:
    """Takes the dossiers of claims, one by one, in the page's order. Then it has the data."""

    def __init__(self, optional: Set[str]) -> None:
        fields = [
            field
            for field in asked_fields(_CLAIMS)
            if leaves(home(_CLAIMS, field).name, field.name, frozenset(optional))
        ]
        own = {field.name for field in fields if not field.lender}
        columns = [each.column for each in TEXTS[_CLAIMS.name] if each.column in own]
        self._columns = [*columns, *_OF_APPEARANCES]
        self._fields = {field: _Compared(field) for field in fields}
        self._ids: list[str] = []
        self._search: list[list[str]] = []  # of each claim, the text of each column

    def see(self, dossier: Dossier) -> None:
        """Take note of a claim."""
        self._ids.append(shown(dossier.record["id"]))
        self._search.append([_folded(_texts(name, dossier)) for name in self._columns])
        for compared in self._fields.values():
            compared.see(dossier)

    def data(self, index: Index, question: Question) -> Data:
        """Return the data; the index and the question are those of the claims."""
        used = [name for n, name in enumerate(self._columns) if any(row[n] for row in self._search)]
        places = [self._columns.index(name) for name in used]
        rows = [[row[place] for place in places] for row in self._search]
        search = [BETWEEN.join(row) for row in rows]
        return Data(
            ids=self._ids,
            search=search,
            columns=used,
            between=BETWEEN,
            fields=[compared.searchable(used, rows) for compared in self._fields.values()],
            sorts=[_sorting(index, question, name) for name in _SORTS],
            letters=Letters(gone(), GAPS, alone(search), others()),
        )


def _folded(texts: Iterable[object]) -> str:
    """Return the words of texts, with what no phrase goes across between two."""
    folded = (" ".join(search_words(str(text))) for text in texts if text)
    return OF_TEXTS.join(dict.fromkeys(filter(None, folded)))


def _texts(column: str, dossier: Dossier) -> Iterator[object]:
    """Yield the texts of a claim in which search looks in a column."""
    record = dossier.record
    if column in _OF_APPEARANCES:
        yield from (row[column] for row in dossier.rows("appearances"))
    elif column.endswith("_name"):
        rows = dossier.rows(column.removesuffix("_name"))
        for row in rows:
            yield from _names(row, ("name", "description", "aliases"))
        yield from () if rows else (record[column],)
    elif (field := _CLAIMS.field(column)).has_parts:
        inner = [one.name for one in SECTIONS[field.of].stated if is_searched(one)]
        yield from (part[name] for part in _list(record[column]) for name in inner)
    else:
        yield from _list(record[column])


def _names(row: Values, names: Iterable[str]) -> Iterator[object]:
    """Yield what a record is called; a record that nothing declares only has its id."""
    if "name" not in row:
        yield row["id"]
    for name in names:
        yield from _list(row.get(name))


def _list(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


class _Compared:
    """Takes the values that claims have in a field, as terms compare them."""

    def __init__(self, field: Field) -> None:
        self._field = field
        searched = is_searched(field)
        self._in_column = searched and not field.lender
        self._kind = "words" if searched else _KINDS.get(field.type, "value")
        self._numbers: dict[object, int] = {}
        self._known: list[Spelling] = []
        self._values: list[object] = []

    def see(self, dossier: Dossier) -> None:
        """Take note of a claim."""
        field = self._field
        if self._in_column:
            self._values.append(dossier.record[field.name] not in (None, []))
            return
        lenders = dossier.rows(field.lender) if field.lender else [dossier.record]
        value = lenders[0].get(field.name) if lenders else None
        if self._kind == "date":
            self._values.append([begins(str(value)), ends(str(value))] if value else None)
        elif self._kind in ("value", "words"):
            items = [each["article"] if field.has_rows else each for each in _list(value)]
            self._values.append([self._number(each, dossier) for each in items])
        else:
            self._values.append(value)

    def _number(self, value: object, dossier: Dossier) -> int:
        """Return the number of a value among those that are known."""
        if value not in self._numbers:
            self._numbers[value] = len(self._known)
            self._known.append(self._spelling(value, dossier))
        return self._numbers[value]

    def _spelling(self, value: object, dossier: Dossier) -> Spelling:
        if self._kind == "words":
            return Spelling(shown(value), shown(value), [_folded([value])])
        relation = "" if self._field.lender else _RELATIONS.get(self._field.name, "")
        rows = [row for row in dossier.rows(relation) if row["id"] == value and "name" in row]
        spellings = [str(value)]
        label = shown(value)
        for row in rows:
            names = ("name", "aliases") if row["name"] else ("description", "aliases")
            spellings += [str(name) for name in _names(row, names)]
            label = shown(
                marked(called(row), row["anonymous"]) if "anonymous" in row else row["name"]
            )
        return Spelling(shown(value), label, list(dict.fromkeys(map(any_case, spellings))))

    def searchable(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Searchable:
        """Return the field with its values, or its column among these; `rows` have all of them."""
        field = self._field
        column = columns.index(field.name) if self._in_column and field.name in columns else None
        bands = {band.word: (band.low, band.high) for band in BANDS}
        return Searchable(
            names=names_of(field),
            title=field.query_name.replace("_", " "),
            kind=self._kind,
            values=[] if self._is_told(column, rows) else self._values,
            column=column,
            known=self._known,
            words=bands if self._kind == "confidence" else {},
        )

    def _is_told(self, column: int | None, rows: Sequence[Sequence[str]]) -> bool:
        """Whether the column tells which claims have a value; without one, whether none has."""
        if self._in_column:
            has_words = (column is not None and bool(row[column]) for row in rows)
            return all(told == known for told, known in zip(has_words, self._values, strict=True))
        return all(value in (None, []) for value in self._values)


def _sorting(index: Index, question: Question, name: str) -> Sorting:
    """Return an order of the claims as the index has it."""
    fields = check_fields(_CLAIMS, ["id", name, "anonymous"])
    ask = question._replace(fields=fields, sorts=(Sort(name),))
    ranks: dict[str, int | None] = {}
    rank, before = -1, None
    for key, value, _ in index.rows(ask).rows():
        same = collated(str(value)) if value is not None else None
        rank += same != before
        before = same
        ranks[str(key)] = None if value is None else rank
    plain = question._replace(fields=check_fields(_CLAIMS, ["id"]))
    in_order = [ranks[str(key)] for (key,) in index.rows(plain).rows()]
    return Sorting(name, name.removesuffix("_name").replace("_", " "), in_order)
