"""The tables of the index, from the field table.

What records state stands in tables, `stated_claims` and so on, a row each; a list is also
a table of its own (claim_topics: owner, nth, topic), for joining and counting. What
follows from it is worked out by views, `claims` and so on, which have a column for each
field. Questions are put to the views. What questions filter by, and what takes long to work
out, is kept in the tables too (see linking.py).

`position` orders the records of all sections as the files have them: the file's slot in the
upper half, a running number in the lower. `owner` is the position of the record that a value
or an appearance belongs to, `nth` orders the values of a list. `key` is the id in lower case
where that differs, `name_key` the name in lower case, and `key` of an alias the alias in lower
case. `NAME_search` is what search looks through (FTS5, folded by words/folding.py).

A view looks a name up where it is asked for: it is kept nowhere, so that a record that changes
changes no other.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..query.tables import (
    NAMED,
    SLOT_BITS,
    TOPIC_SPELLINGS,
    WITHHELD,
    aliases_table,
    confidence_word,
    list_table,
    period,
)
from ..words.unnamed import UNNAMED_SPEAKER, called_in_sql
from .search import TEXTS

TOGETHER = "rarely"  # the column with the rare fields; no field may have its name
# json_extract ends a text at a NUL. So two signs stand for it there, of which the first is no
# character of Unicode, and two others for that one.
_SIGN = "\ufdd0"
_FOR_NUL, _FOR_SIGN = f"{_SIGN}0", f"{_SIGN}1"
OF_REVIEWS = ("ratings", "reviewers")  # lists that the reviews of a claim make

SECTIONS_WITH_ROWS = ("file", *FILE_SECTIONS, "appearances")

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
    of_file = "slot INTEGER PRIMARY KEY, name VARCHAR, extract_only INTEGER, unread VARCHAR"
    of_file += ", withholds INTEGER"  # whether reading withholds names of it; the index has none
    yield f"CREATE TABLE files ({of_file})"
    for name in SECTIONS_WITH_ROWS:
        section = SECTIONS[name]
        columns = [*map(_column, stored_fields(section)), "line INTEGER", *_MORE.get(name, ())]
        columns += [f"{TOGETHER} VARCHAR"] if rare_fields(section) else []
        columns += ["key VARCHAR"] if has_key(section) else []
        columns += ["name_key VARCHAR"] if name in NAMED else []
        yield f"CREATE TABLE stated_{name} (position INTEGER PRIMARY KEY, {', '.join(columns)})"
        for field in list_fields(section):
            lists = list_table(section, field)
            columns = ["owner INTEGER", "nth INTEGER", f"{field.column} {_type(field)}"]
            columns += ["key VARCHAR"] if lists == aliases_table(section) else []
            columns += ["PRIMARY KEY (owner, nth)"]
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
    for section in map(SECTIONS.__getitem__, SECTIONS_WITH_ROWS):
        yield from ((list_table(section, field), "owner") for field in list_fields(section))


def indexes_of_ids() -> Iterator[str]:
    """Yield the indexes of ids, made when all rows are there.

    They fail where two records of a section share an id.
    """
    for name in SECTIONS_WITH_ROWS:
        if has_key(SECTIONS[name]):
            yield _index(name, SECTIONS[name].key, unique=True)


def indexes() -> Iterator[str]:
    """Yield the other indexes by which records are linked."""
    for name in SECTIONS_WITH_ROWS:
        for field in list_fields(SECTIONS[name]):
            lists = list_table(SECTIONS[name], field)
            yield f"CREATE INDEX {lists}_by_value ON {lists} ({field.column}, owner)"
            if lists == aliases_table(SECTIONS[name]):
                yield f"CREATE INDEX {lists}_by_key ON {lists} (key, owner)"
    for columns in ("owner", "article, owner"):
        yield _index("appearances", columns)
    yield _index("appearances", "speaker", known=True)
    for columns in ("source", "speaker"):
        yield _index("claims", columns)
    yield _index("claims", "on_behalf_of", known=True)
    yield _index("articles", "publisher")


def later_indexes() -> Iterator[str]:
    """Yield the indexes for what only questions compare."""
    for name in SECTIONS_WITH_ROWS:
        if has_key(SECTIONS[name]):
            yield _index(name, "key", known=True)
        if name in NAMED:
            yield _index(name, "name_key")
    for column in ("direct", "confidence", "kind", "status", "anonymous"):
        yield _index("claims", column)
    yield f"CREATE INDEX claims_by_date ON stated_claims ({period('date')}, date)"
    yield _index("claims", "origins", known=True)
    yield _index("topics", "topic")
    yield f"CREATE INDEX spellings_by_topic ON {TOPIC_SPELLINGS} (topic)"


def stored_fields(section: Section) -> list[Field]:
    """Return the fields that are columns of the section's table, in their order."""
    return [field for field in section.stated if not (field.has_rows or field.rare)]


def rare_fields(section: Section) -> list[Field]:
    """Return the fields that stand together in one column, as an object of JSON.

    What is no text and no number is in it as JSON within JSON.
    """
    return [field for field in section.stated if field.rare]


def list_fields(section: Section) -> Sequence[Field]:
    """Yield the fields whose values have a table of their own."""
    of_reviews = OF_REVIEWS if section.name == "claims" else ()
    stated = (field for field in section.stated if field.many and field.type is not Type.RECORD)
    return (*stated, *map(section.field, of_reviews))


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
    if field.many:
        return (
            f"{field.name} VARCHAR DEFAULT '[]'"  # a list is JSON; what nothing declares has none
        )
    return f"{field.name} {_type(field)}"


def _type(field: Field) -> str:
    """Return the type of one value."""
    return "INTEGER" if is_whole(field) else "VARCHAR"


def is_whole(field: Field) -> bool:
    """Whether the index holds a value of the field as a number."""
    return field.type in (Type.BOOLEAN, Type.NUMBER, Type.CONFIDENCE)


def is_json(field: Field) -> bool:
    """Whether the index holds a value of the field as JSON."""
    return field.many or field.type in (Type.RECORD, Type.ANYTHING)


def _rare(field: Field) -> str:
    """Return the SQL for the value of a rare field."""
    value = f"json_extract(stated.{TOGETHER}, '$.{field.name}')"
    if field.type in (Type.TEXT, Type.NAME):
        value = f"replace(replace({value}, '{_FOR_NUL}', char(0)), '{_FOR_SIGN}', '{_SIGN}')"
    return f"coalesce({value}, '[]')" if field.many else value


def without_nul(text: str) -> str:
    """Return a text as it stands among the rare fields; the views undo it."""
    return text.replace(_SIGN, _FOR_SIGN).replace("\0", _FOR_NUL)


def _nested(field: Field) -> str:
    """Return the SQL for a field of an appearance within the JSON of its claim."""
    if not field.rare:
        return f"'{field.name}', {field.name}"
    value = _rare(field)
    return f"'{field.name}', {f'json({value})' if field.type is Type.ANYTHING else value}"


def _of_reviews(field: str) -> str:
    """Return the SQL for what the reviews of a claim have in a field; most claims have none."""
    column = SECTIONS["claims"].field(field).column
    values = f"SELECT {column} FROM claim_{field} WHERE owner = stated.position ORDER BY nth"
    listed = f"(SELECT json_group_array({column}) FROM ({values}))"
    return f"CASE WHEN {_REVIEWS} IS NULL THEN '[]' ELSE {listed} END"


_REVIEWS = f"json_extract(stated.{TOGETHER}, '$.reviews')"
_NESTED = ", ".join(map(_nested, SECTIONS["appearances"].stated))


def _called(speaker: str, anonymous: str) -> str:
    """Return the SQL for how a speaker is called: a name, else a description.

    Who is unnamed and nobody that records know of is an unnamed speaker.
    """
    called = f"(SELECT {called_in_sql()} FROM stated_speakers WHERE id = {speaker})"
    return f"coalesce({called}, CASE WHEN {anonymous} THEN '{UNNAMED_SPEAKER}' END)"


def _first(column: str) -> str:
    """Return the SQL for a claim's first quote, or wording."""
    return (
        f"(SELECT {column} FROM stated_appearances"
        f" WHERE owner = stated.position AND {column} IS NOT NULL ORDER BY position LIMIT 1)"
    )


def _name_of(source: str) -> str:
    return f"(SELECT name FROM stated_sources WHERE id = {source})"


def _file_of(position: str) -> str:
    return f"(SELECT name FROM files WHERE slot = {position} >> {SLOT_BITS})"


_PUBLISHER = _name_of("(SELECT publisher FROM stated_articles WHERE id = stated.article)")

# The columns that are no stated field as it is, by section. `stated` is the section's own table.
_WORKED_OUT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sources": {
            "claims": "(SELECT COUNT(*) FROM stated_claims WHERE source = stated.id)",
            "articles": "(SELECT COUNT(*) FROM stated_articles WHERE publisher = stated.id)",
            "reviews": "(SELECT COUNT(*) FROM claim_reviewers WHERE reviewer = stated.id)",
            "file": _file_of("coalesce(mention, position)"),
        },
        "articles": {
            "publisher_name": _name_of("stated.publisher"),
            "claims": "(SELECT COUNT(DISTINCT owner) FROM stated_appearances"
            " WHERE article = stated.id)",
        },
        "speakers": {
            "claims": "(SELECT COUNT(*) FROM stated_claims WHERE speaker = stated.id)",
            "file": _file_of("coalesce(mention, position)"),
        },
        "claims": {
            "speaker_name": _called("stated.speaker", "stated.anonymous"),
            "source_name": _name_of("stated.source"),
            "confidence_label": confidence_word("confidence"),
            "quote": _first("quote"),
            "wording": _first("wording"),
            "appearances": f"(SELECT json_group_array(json_object({_NESTED})) FROM ("
            "SELECT * FROM stated_appearances WHERE owner = stated.position ORDER BY position)"
            " AS stated)",
            "reviewed": f"{_REVIEWS} IS NOT NULL",
            **{name: _of_reviews(name) for name in OF_REVIEWS},
        },
        "appearances": {
            "claim": "claim.id",
            "text": "claim.text",
            "publisher_name": _PUBLISHER,
            "speaker": "coalesce(stated.speaker, claim.speaker)",
            "speaker_name": _called("coalesce(stated.speaker, claim.speaker)", "claim.anonymous"),
            "anonymous": "CASE WHEN stated.speaker IS NULL OR stated.speaker = claim.speaker"
            " THEN claim.anonymous"
            " ELSE (SELECT anonymous FROM stated_speakers WHERE id = stated.speaker) END",
            "source": "claim.source",
        },
        "facts": {
            "claims": "(SELECT COUNT(*) FROM ("
            "SELECT supports FROM fact_supports WHERE owner = stated.position"
            " UNION SELECT contradicts FROM fact_contradicts WHERE owner = stated.position))"
        },
        "topics": {
            "claims": "(SELECT COUNT(DISTINCT owner) FROM claim_topics WHERE topic IN"
            f" (SELECT spelling FROM {TOPIC_SPELLINGS} WHERE topic = stated.topic))",
        },
    }
)
_JOINED = {"appearances": " JOIN stated_claims AS claim ON claim.position = stated.owner"}


def views() -> Iterator[str]:
    """Yield the statements that make a view for each section, and for what search looks at."""
    for name in (*SECTIONS_WITH_ROWS, "topics"):
        columns = ", ".join(["stated.position", *_columns(SECTIONS[name])])
        tables = f"stated_{name} AS stated{_JOINED.get(name, '')}"
        yield f"CREATE VIEW {name} AS SELECT {columns} FROM {tables}"
    for name, searched in TEXTS.items():
        columns = ", ".join(f"{text.sql} AS {text.column}" for text in searched)
        yield f"CREATE VIEW {name}_texts AS SELECT position, {columns} FROM {name}"


def _columns(section: Section) -> Iterator[str]:
    worked_out = {
        "file": _file_of("stated.position"),
        **_WORKED_OUT.get(section.name, {}),
    }
    for field in section.fields:
        own = _rare(field) if field.rare else f"stated.{field.name}"
        expression = worked_out.get(field.name, own)
        yield f"{expression} AS {field.name}"
    if has_key(section):
        yield "stated.key"
    if section.name in NAMED:
        yield "stated.name_key"
