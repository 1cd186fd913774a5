"""The tables, from the field table.

A field is a column of its record's table. A list of values is a table of its own: the key of the
record, the place of the value in the list, and the value. A record within another, such as a review
of a claim, is a row of the table of its kind, with the key of the record that it belongs to; a
single one, such as the reference of a fact, is columns of that record.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ...model.vocabularies import USUAL_STATUS
from ...publishing.fields import stated
from ...words.unnamed import NOT_DECLARED, UNNAMED_SPEAKER, called_in_sql, marked_in_sql

# What the index works out of claims and SQL could not, or not quickly.
_WORKED_OUT = ("confidence_label", "direct", "origins")
_KINDS = {
    Type.BOOLEAN: "INTEGER",
    Type.NUMBER: "INTEGER",
    Type.CONFIDENCE: "INTEGER",
    Type.DECIMAL: "REAL",
}
_FACETED = (Type.WORD, Type.BOOLEAN, Type.REFERENCE)
_ORDERED = (Type.DATE, Type.CONFIDENCE)

Terms = Mapping[str, Mapping[str, str]]


class Column(NamedTuple):
    """A column: its name, what it means, and the field whose values it has, if any."""

    name: str
    meaning: str
    field: Field | None = None
    within: str = ""  # the field of the single record that has it
    kind: str = "TEXT"
    leads: str = ""  # the table whose key it has
    made_of: str = ""  # the SQL for what follows from the others

    @property
    def is_faceted(self) -> bool:
        """Whether rows are counted by its values."""
        return self.field is not None and not self.made_of and self.field.type in _FACETED

    @property
    def is_indexed(self) -> bool:
        """Whether rows are looked up, counted or ordered by it."""
        ordered = self.field is not None and self.field.type in _ORDERED
        return bool(self.leads) or self.is_faceted or ordered

    def defined(self) -> str:
        """Return it as SQL, without its key."""
        # Datasette 0.65 fails where a key leads to a table without naming the column.
        led = f'"{self.leads}" ("{SECTIONS[self.leads].key}")' if self.leads else ""
        leads = f" REFERENCES {led}" if led else ""
        return f'"{self.name}" {self.kind}{leads}'


class Table(NamedTuple):
    """A table, and the section whose records it has; or the list of a section's field."""

    name: str
    section: Section
    meaning: str
    key: tuple[str, ...]  # columns; none: a row has a number, `id`
    columns: tuple[Column, ...]
    values_of: Field | None = None  # the list

    @property
    def own(self) -> tuple[Column, ...]:
        """The columns that do not follow from the others."""
        return tuple(column for column in self.columns if not column.made_of)

    def column(self, name: str) -> Column | None:
        """Return the column of that name, if there is one."""
        return next((column for column in self.columns if column.name == name), None)

    def statement(self) -> str:
        """Return the SQL that makes it, with what the columns mean as comments."""
        lines = [(column.defined(), column.meaning) for column in self.columns]
        if self.key == ():
            lines.insert(0, ('"id" INTEGER PRIMARY KEY', "numbers the rows"))
        elif len(self.key) == 1:
            lines[0] = (f"{lines[0][0]} PRIMARY KEY NOT NULL", lines[0][1])
        else:
            key = ", ".join(f'"{name}"' for name in self.key)
            lines.append((f"PRIMARY KEY ({key})", ""))
        last = len(lines) - 1
        inside = "\n".join(
            f"  {sql}{',' if number < last else ''}{f' -- {meaning}' if meaning else ''}"
            for number, (sql, meaning) in enumerate(lines)
        )
        end = ") WITHOUT ROWID" if len(self.key) > 1 else ")"
        return f'CREATE TABLE "{self.name}" ( -- {self.meaning}\n{inside}\n{end}'


def tables_of(terms: Terms, optional: frozenset[str]) -> dict[str, Table]:
    """Return the tables by their names, with these fields of those that else stay in."""
    owners: dict[str, list[Section]] = {}
    for name in FILE_SECTIONS:
        for field in _parts(SECTIONS[name]):
            owners.setdefault(field.of, []).append(SECTIONS[name])
    records = [
        _of_records(SECTIONS[name], terms, optional, owners.get(name, ()))
        for name in ("file", *FILE_SECTIONS, "topics", *owners)
    ]
    lists = [_of_list(SECTIONS[name], field) for name in FILE_SECTIONS for field in
             SECTIONS[name].stated if field.many and field.type is not Type.RECORD]  # fmt: skip
    tables = {table.name: table for table in (*records, *lists)}
    led_to = {column.leads for table in tables.values() for column in table.columns if column.field}
    return {
        name: table._replace(columns=(*table.columns, DECLARED))
        if name in led_to and name != "topics"
        else table
        for name, table in tables.items()
    }


def indexes(tables: Mapping[str, Table]) -> Iterator[str]:
    """Yield the indexes of what leads to other tables, and of what is counted and ordered."""
    for table in tables.values():
        for column in table.columns:
            if column.is_indexed and column.name not in table.key[:1]:
                name = f"idx_{table.name}_{column.name}"
                yield f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")'
        if table.column("title") is not None and table.key == ("id",):
            # Datasette 1.0 labels rows by the only text that is unique, which would be the id.
            # Where there are two it takes the title. No row stands in this index.
            unique = f'CREATE UNIQUE INDEX "idx_{table.name}_title" ON "{table.name}" ("title")'
            yield f"{unique} WHERE title IS NULL"


DECLARED = Column(
    "declared",
    "1: a file states the record; 0: others name it, and that is all that is known of it",
    kind="INTEGER",
)


def _parts(section: Section) -> Iterator[Field]:
    yield from (one for one in section.stated if one.type is Type.RECORD and one.many)


def _of_records(
    section: Section, terms: Terms, optional: frozenset[str], owners: Sequence[Section]
) -> Table:
    """Return the table of a kind of record; `owners` are the kinds that have such within them."""
    belonging = tuple(
        Column(owner.singular, f"the {owner.singular} that it belongs to", leads=owner.name)
        for owner in owners
    )
    columns = (*belonging, *_columns(section, terms, optional))
    if title := _title(section):
        names = [column.name for column in columns]
        place = names.index("name") if "name" in names else len(columns)
        columns = (*columns[:place], title, *columns[place:])
    listed = section.name in FILE_SECTIONS or section.name == "topics"
    meaning = f"a row for each {section.singular}"
    return Table(section.name, section, meaning, (section.key,) if listed else (), columns)


def _columns(
    section: Section, terms: Terms, optional: frozenset[str], within: str = ""
) -> Iterator[Column]:
    """Yield the columns of what a record states, and a single record within it."""
    leaving = stated(section.name, optional)
    for field in section.fields:
        worked_out = field.name in _WORKED_OUT and section.name == "claims"
        if field.name not in leaving and not worked_out and section.name != "topics":
            continue
        name = terms[section.name].get(field.name, field.name)
        if field.type is Type.RECORD and not field.many:
            yield from _columns(SECTIONS[field.of], terms, optional, name)
        elif not field.many and not (section.name == "topics" and field.name == "claims"):
            kind = _KINDS.get(field.type, "TEXT")
            leads = field.of if field.type is Type.REFERENCE else ""
            called = f"{within}_{name}" if within else name
            yield Column(called, _meaning(field), field, within, kind, leads)


def _meaning(field: Field) -> str:
    """Return what a field means; of a speaker's flag also its two values."""
    return f"{field.meaning} (1: yes, 0: no)" if field.type is Type.BOOLEAN else field.meaning


def _title(section: Section) -> Column | None:
    """Return the column by which others show a record: no unnamed speaker is shown as a person.

    Datasette takes a column of this name for the label of the rows that lead there. It sees no
    generated column.
    """
    if section.key != "id" or section.name not in FILE_SECTIONS:
        return None
    called = ", ".join(f'"{name}"' for name in section.leads)
    if section.name == "speakers":
        named = f"coalesce({called_in_sql()}, '{UNNAMED_SPEAKER}')"
        made = marked_in_sql(named, "anonymous")
        meaning = "the name, or the description of an unnamed speaker, with a word that says so"
        return Column("title", meaning, made_of=made)
    made = f"coalesce({called}, id) || CASE WHEN declared THEN '' ELSE '{NOT_DECLARED}' END"
    if section.name == "claims":
        made += f" || CASE WHEN status <> '{USUAL_STATUS}' THEN ' (' || status || ')' ELSE '' END"
    return Column("title", "what it is called, with a word where that needs one", made_of=made)


def _of_list(section: Section, field: Field) -> Table:
    """Return the table of the values of a list."""
    leads = field.of if field.type is Type.REFERENCE else ""
    owner = section.singular
    name = field.singular or field.name
    value = name if name != owner else f"other_{name}"
    columns = (
        Column(owner, f"the {owner}", leads=section.name),
        Column("nth", "the place in the list, from 1", kind="INTEGER"),
        Column(value, field.meaning, field._replace(many=False), leads=leads),
    )
    meaning = f"{field.name} of {section.name}: {field.meaning}"
    return Table(f"{owner}_{field.name}", section, meaning, (owner, "nth"), columns, field)
