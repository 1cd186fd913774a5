"""An input → the mapping that its headers give, or one to start from, with what was guessed.

Only the first rows are looked at.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ...model.problems import DataError, Problem, plural, shortened
from ...reading.confidential import Names
from ...words import any_case
from ...words.safe import visible
from ...words.written_dates import order_of, read
from ..mapping.cells import BOOLEANS
from ..mapping.paths import Step, path_of, shown
from ..rows import Input, Row
from .guessing import Column, Guess, guesses

_ROWS = 200  # that are looked at
_TOLD = 20  # problems of them that are told, where none can be read
_SHOWN = 3  # of them that a suggestion shows
_WIDE = 40  # characters of a value that it shows
_PLAIN = re.compile(r"[A-Za-z_][\w./-]*(?: [\w./-]+)*")
_KEYWORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_NOTHING = frozenset(("n/a", "na", "n.a.", "null", "none", "nan", "-", "--", "#n/a", "n.d.", "nil"))
_BRACES = frozenset("{}")  # in a mapping they mean a template
_LONGEST = 200  # characters of a name
_ORDER = re.compile(r"(?i)\b(?:(d{1,2}.m{1,2}.y{2,4})|(m{1,2}.d{1,2}.y{2,4}))\b")
_NO_TEXT = "no column is known to have the text of a claim"
_START = "say in a mapping which column has it: --suggest prints one to start from"


def known_mapping(source: Input) -> bytes:
    """Return the mapping of the columns whose names are known.

    Raise DataError where none of them has the text of a claim.
    """
    columns = columns_of(source, _first_rows(source))
    found = guesses(_nameable(columns))
    if not any(guess.field == "text" for guess in found):
        raise DataError([Problem("bad-input", _NO_TEXT, _START, source.name)])
    return "\n".join([*_orders(columns, found), *_fields(found)]).encode()


def suggested_mapping(source: Input) -> str:
    """Return a mapping to start from: what fills each field, why, and what no field takes.

    Raise DataError where there is no row.
    """
    rows = _first_rows(source)
    columns = columns_of(source, rows)
    if not columns:
        message, remedy = "it has no rows with values", "give an input that has some"
        raise DataError([Problem("bad-input", message, remedy, source.name)])
    nameable = _nameable(columns)
    if not nameable:
        message, remedy = "no column has a name that a mapping can use", "give one a plain name"
        raise DataError([Problem("bad-input", message, remedy, source.name)])
    found = _with_text(nameable, guesses(nameable))
    table = bool(source.columns)
    name = visible(source.name)
    lines = [
        f"# A mapping for {name}, guessed from its headers and at most {_ROWS} rows.",
        "# Lines that begin with # say why. Change what is wrong, and save this as",
        f"# {name}.map.yaml, where 'coalition import {name}' finds it.",
        "",
        *_given_columns(source),
        *_orders(columns, found),
        *_empty(columns),
        *_fields(found, reasons=True),
        *_left(columns, found),
        "",
        *_samples(columns, rows[:_SHOWN], _secrets(found, rows, table=table), table=table),
    ]
    return "\n".join(lines) + "\n"


def columns_of(source: Input, rows: Sequence[Row]) -> list[Column]:
    """Return the columns of a table, or the paths of values in JSON, with values of some rows."""
    if source.columns:
        values = {name: [_text(row.values.get(name)) for row in rows] for name in source.columns}
        return [
            Column(name, (name,), [text for text in texts if text])
            for name, texts in values.items()
        ]
    leaves: dict[tuple[Step, ...], list[str]] = {}
    for row in rows:
        for steps, value in _leaves(row.values, ()):
            leaves.setdefault(steps, []).extend([text] if (text := _text(value)) else [])
    return [_column(steps, texts) for steps, texts in leaves.items()]


def _nameable(columns: Sequence[Column]) -> list[Column]:
    """Return the columns that a mapping can name: JSON may have any text as a key."""
    return [
        column
        for column in columns
        if column.path.strip()
        and len(column.path) <= _LONGEST
        and not _BRACES.intersection(column.path)
        and not (path := path_of(column.path)).up
        and path.steps
    ]


def _column(steps: tuple[Step, ...], values: list[str]) -> Column:
    """Return the column of a path; None in it stands for each item of a list."""
    inner = len(steps) - 1 if steps[-1] is None else len(steps)
    names = tuple(step for step in steps if isinstance(step, str))
    last = max((at for at, step in enumerate(steps[:inner]) if step is None), default=-1)
    each = shown(steps[:last]) if last > 0 else ""
    within = shown(steps[last + 1 : inner]) if steps[last + 1 : inner] else ""
    return Column(shown(steps[:inner]), names, values, each, within, many=steps[-1] is None)


def _leaves(value: object, steps: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], object]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*steps, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, (*steps, None))
    elif steps:
        yield steps, value


def _first_rows(source: Input) -> list[Row]:
    """Return the first rows. Raise DataError where none of them can be read."""
    first = list(islice(source.rows(), _ROWS))
    rows = [row for row in first if isinstance(row, Row)]
    problems = [row for row in first if isinstance(row, Problem)]
    if problems and not rows:
        raise DataError(problems[:_TOLD])
    return rows


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _with_text(columns: Sequence[Column], found: list[Guess]) -> list[Guess]:
    """Return the guesses, with the longest texts as the claim's text if no name says which."""
    if any(guess.field == "text" for guess in found):
        return found
    taken = {guess.column.path for guess in found}
    single = [column for column in columns if not column.each]
    free = [column for column in single if column.path not in taken]
    longest = max(free or single or columns, key=lambda one: sum(map(len, one.values)))
    return [Guess("text", longest, "it has the longest texts: does it have the claims?"), *found]


def _given_columns(source: Input) -> list[str]:
    """Return the line to name columns in, where no row of a table names them."""
    if not source.columns or any(not name.startswith("column_") for name in source.columns):
        return []
    names = ", ".join(map(_scalar, source.columns))
    return ["# No row names the columns. Name them here, and below:", f"columns: [{names}]", ""]


def _orders(columns: Sequence[Column], found: Sequence[Guess]) -> list[str]:
    """Return the line that says the order of day, month and year, if it is known or asked for."""
    dates = [guess.column for guess in found if guess.field.rpartition(".")[2] == "date"]
    for column in dates:
        if told := _ORDER.search(column.names[-1]):
            order = "dmy" if told[1] else "mdy"
            return [f"date: {order}  # the name of '{visible(column.path)}' says so", ""]
    orders = {column.path: order_of(column.values) for column in dates}
    proven = {order for order in orders.values() if order in ("dmy", "mdy")}
    if len(proven) == 1:
        order = proven.pop()
        path = next(path for path, one in orders.items() if one == order)
        return [f"date: {order}  # a date of '{visible(path)}' has no other order", ""]
    unread = [
        (value, column.path)
        for column in dates
        for value in column.values
        if read(value) is None and read(value, "dmy")
    ]
    if not unread or proven:
        return []
    value, path = unread[0]
    why = f"{visible(value)} in '{visible(path)}' may be two days: say dmy or mdy"
    return [f"# date: dmy  # {why}", ""]


def _empty(columns: Sequence[Column]) -> list[str]:
    """Return the line, as a comment, for values that may mean nothing."""
    values = {
        value: column.path
        for column in columns
        for value in column.values
        if value.casefold() in _NOTHING
    }
    if not values:
        return []
    written = ", ".join(_quoted(value) for value in values)
    return [
        "# If these values mean nothing, take away the # before 'empty':",
        f"# empty: [{written}]",
        "",
    ]


def _fields(found: Sequence[Guess], *, reasons: bool = False) -> list[str]:
    """Return the lines of `fields`."""
    lines = ["fields:"]
    lists: dict[tuple[str, str], list[Guess]] = {}
    for guess in found:
        section = guess.field.partition(".")[0]
        if guess.column.each and section in ("reviews", "evidence"):
            lists.setdefault((section, guess.column.each), []).append(guess)
            continue
        origin = _scalar(guess.column.path)
        if guess.split:
            origin = f"{{from: {origin}, split: {_quoted(guess.split)}}}"
        lines.append(f"  {guess.field}: {origin}{_reason(guess, reasons=reasons)}")
    for (section, each), inner in lists.items():
        lines += [f"  {section}:", f"    each: {_scalar(each)}"]
        for guess in inner:
            field = guess.field.partition(".")[2]
            origin = _scalar(guess.column.within or ".")
            lines.append(f"    {field}: {origin}{_reason(guess, reasons=reasons)}")
    return lines


def _reason(guess: Guess, *, reasons: bool) -> str:
    return f"  # {guess.why}" if reasons and guess.why else ""


def _left(columns: Sequence[Column], found: Sequence[Guess]) -> list[str]:
    taken = {guess.column.path for guess in found}
    left = [_told(column) for column in columns if column.path not in taken]
    if not left:
        return []
    return [
        "",
        "# No field takes these. They are kept under 'extra':",
        *(f"#   {one}" for one in left),
    ]


def _told(column: Column) -> str:
    return visible(shortened(column.path, _LONGEST))


def _secrets(found: Sequence[Guess], rows: Sequence[Row], *, table: bool) -> Names:
    """Return the names of speakers who are to stay unnamed."""
    columns = {guess.field: guess.column for guess in found}
    unnamed, named = columns.get("speaker.anonymous"), columns.get("speaker.name")
    if unnamed is None or named is None:
        return Names([])
    secret = (row for row in rows if BOOLEANS.get(any_case(_at(row, unnamed, table=table))))
    return Names(_at(row, named, table=table) for row in secret)


def _samples(
    columns: Sequence[Column], rows: Sequence[Row], secrets: Names, *, table: bool
) -> list[str]:
    """Return some rows as comments: a line for each column, with its value in each row."""
    where = ", ".join(str(row.line) for row in rows)
    lines = [f"# All columns, with their values in {plural(len(rows), 'row')} (line {where}):"]
    for column in columns:
        values = [secrets.without(_at(row, column, table=table)) for row in rows]
        shown_values = " | ".join(shortened(visible(value), _WIDE) or "-" for value in values)
        lines.append(f"#   {_told(column)}: {shown_values}")
    return lines


def _at(row: Row, column: Column, *, table: bool) -> str:
    """Return a row's values at the path of a column, as a text."""
    if table:
        return _text(row.values.get(column.path))
    leaves = [(steps, _text(value)) for steps, value in _leaves(row.values, ())]
    return "; ".join(text for steps, text in leaves if _column(steps, []).path == column.path)


def _scalar(text: str) -> str:
    """Return a text as YAML has it: plain if that is the same text."""
    plain = _PLAIN.fullmatch(text) and text.isascii() and text.casefold() not in _KEYWORDS
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    """Return a text in double quotes, with escapes of YAML."""
    written = [
        f"\\{one}" if one in '"\\' else one if one.isprintable() else f"\\U{ord(one):08x}"
        for one in text
    ]
    return f'"{"".join(written)}"'
