"""The tables of the index, from the field table.

What records state stands in tables, `stated_claims` and so on, a row each; a list is also
a table of its own (claim_topics: owner, nth, topic), for joining and counting. What
follows from it is worked out by views, `claims` and so on, which have a column for each
field: questions are put to them. Only what is filtered by and dear to work out is kept
in the tables as well (see linking.py).

`position` orders the records of all sections as the files have them: the file's slot in the
upper half, a running number in the lower. `owner` is the position of the record that a value
or an appearance belongs to, `nth` orders the values of a list. `key` is the id in lower case
where that differs, `name_key` the name in lower case. `NAME_search` is what search looks
through (FTS5, folded by folding/).
"""

from collections.abc import Iterator

from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..query.tables import NAMED, TOPIC_SPELLINGS, list_table
from .texts import TEXTS
from .views import views

SECTIONS_WITH_ROWS = ("file", *FILE_SECTIONS, "appearances")
WITHHELD = "withheld_speakers"  # whom claims and appearances name that are to be unnamed

# Columns that no file states: of claims what linking works out and what it began with, of
# sources and speakers where one that nothing declares is first named.
_MORE = {
    "claims": ("direct INTEGER", "stated_anonymous INTEGER", "origins INTEGER"),
    "appearances": ("owner INTEGER",),
    "sources": ("mention INTEGER",),
    "speakers": ("mention INTEGER",),
}

# FTS5 sorts that many bytes of new words in memory, and leaves that many of its pieces before it
# merges them: both are four times and more its own figures, and spare a first reading a tenth.
_FTS5 = {"hashsize": 16 << 20, "automerge": 16}
# What stands between words is a blank by then, of every script. This one takes all else beyond
# ASCII for letters, where FTS5's others know those of an old Unicode.
_TOKENS = "tokenize='ascii'"


def tables() -> Iterator[str]:
    """Yield the statements that make the tables and views."""
    yield "CREATE TABLE files (slot INTEGER PRIMARY KEY, name VARCHAR, extract_only INTEGER)"
    for name in SECTIONS_WITH_ROWS:
        section = SECTIONS[name]
        columns = [*map(_column, stored_fields(section)), "line INTEGER", *_MORE.get(name, ())]
        columns += ["key VARCHAR"] if has_key(section) else []
        columns += ["name_key VARCHAR"] if name in NAMED else []
        yield f"CREATE TABLE stated_{name} (position INTEGER PRIMARY KEY, {', '.join(columns)})"
        for field in list_fields(section):
            columns = ["owner INTEGER", "nth INTEGER", f"{field.query_name} VARCHAR"]
            columns += ["PRIMARY KEY (owner, nth)"]
            lists = list_table(section, field)
            yield f"CREATE TABLE {lists} ({', '.join(columns)}) WITHOUT ROWID"
    yield f"CREATE TABLE {WITHHELD} (position INTEGER PRIMARY KEY, speaker VARCHAR)"
    yield "CREATE TABLE stated_topics (position INTEGER PRIMARY KEY, topic VARCHAR, key VARCHAR)"
    yield f"CREATE TABLE {TOPIC_SPELLINGS} (spelling VARCHAR PRIMARY KEY, topic VARCHAR)"
    yield from views()
    for name, searched in TEXTS.items():
        columns = [text.column for text in searched]
        options = f"content='', {_TOKENS}"
        yield f"CREATE VIRTUAL TABLE {name}_search USING fts5({', '.join(columns)}, {options})"
        for setting, value in _FTS5.items():
            yield f"INSERT INTO {name}_search ({name}_search, rank) VALUES ('{setting}', {value})"


def tables_of_files() -> Iterator[tuple[str, str]]:
    """Yield the tables whose rows come from files, each with the column that tells the file."""
    yield from ((f"stated_{name}", "position") for name in SECTIONS_WITH_ROWS)
    yield from ((table, "owner") for table in tables_of_lists())


def tables_of_lists() -> Iterator[str]:
    """Yield the tables with the values of lists."""
    for name in SECTIONS_WITH_ROWS:
        yield from (list_table(SECTIONS[name], field) for field in list_fields(SECTIONS[name]))


def tables_of_search() -> Iterator[str]:
    """Yield the tables in which FTS5 keeps what is in those of search."""
    for name in TEXTS:
        yield from (f"{name}_search_{part}" for part in ("data", "idx", "docsize"))


def indexes_of_names() -> Iterator[str]:
    """Yield the indexes by which names are looked up, made before there are rows."""
    for name in ("sources", "articles", "speakers"):
        yield _index(name, "id", unique=True)


def indexes() -> Iterator[str]:
    """Yield the indexes for what questions and linking compare, made when all rows are there.

    They, and those of names, fail where two records of a section share an id.
    """
    for name in ("claims", "facts"):
        yield _index(name, "id", unique=True)
    yield _index("members", "country", unique=True)
    for name in SECTIONS_WITH_ROWS:
        if has_key(SECTIONS[name]):
            yield _index(name, "key", known=True)
        if name in NAMED:
            yield _index(name, "name_key")
        for field in list_fields(SECTIONS[name]):
            lists = list_table(SECTIONS[name], field)
            yield f"CREATE INDEX {lists}_by_value ON {lists} ({field.query_name}, owner)"
    for columns in ("owner", "article, owner"):
        yield _index("appearances", columns)
    yield _index("appearances", "speaker", known=True)
    for columns in ("source", "speaker"):
        yield _index("claims", columns)
    yield _index("claims", "on_behalf_of", known=True)
    for column in ("direct", "confidence", "date", "kind", "status"):
        yield _index("claims", column)
    yield _index("articles", "publisher")
    yield _index("topics", "topic")
    yield f"CREATE INDEX spellings_by_topic ON {TOPIC_SPELLINGS} (topic)"


def later_indexes() -> Iterator[str]:
    """Yield the indexes of what linking fills."""
    yield _index("claims", "anonymous")
    yield _index("claims", "origins", known=True)


def stored_fields(section: Section) -> list[Field]:
    """Return the fields that are columns of the section's table, in their order."""
    return [field for field in section.stated if not (field.many and field.type is Type.RECORD)]


def list_fields(section: Section) -> Iterator[Field]:
    """Yield the fields whose values have a table of their own."""
    return (field for field in section.stated if field.many and field.type is not Type.RECORD)


def has_key(section: Section) -> bool:
    """Whether the section's records have an id that no other may have."""
    return section.key in section.by_name and section.name != "appearances"


def _index(name: str, columns: str, *, unique: bool = False, known: bool = False) -> str:
    """Return the statement for an index; `known` leaves out the many that have no value."""
    kind = "UNIQUE INDEX" if unique else "INDEX"
    called = columns.replace(", ", "_")
    where = f" WHERE {columns} IS NOT NULL" if known else ""
    return f"CREATE {kind} {name}_by_{called} ON stated_{name} ({columns}){where}"


def _column(field: Field) -> str:
    whole = field.type in (Type.BOOLEAN, Type.NUMBER, Type.CONFIDENCE) and not field.many
    return f"{field.name} {'INTEGER' if whole else 'VARCHAR'}"
