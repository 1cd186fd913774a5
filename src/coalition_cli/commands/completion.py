"""What a TAB press offers: values, fields and ids of the data."""

from collections.abc import Callable

import typer

from ..model import FILE_SECTIONS, SECTIONS, Section
from ..model.problems import CoalitionError
from ..model.vocabularies import COARSE, PERIODS

_MOST = 1_000  # values that are offered
_Completion = Callable[[typer.Context, str], list[tuple[str, str]]]


def complete_values(section_name: str, term: str) -> _Completion:
    """Return the completion of an option's values, also in a comma list, from the data."""

    def complete(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        section = SECTIONS[section_name]
        field = next(field for field in section.fields if field.query_name == term)

        def beginning(text: str) -> list[tuple[str, str]]:
            if field.words:
                return [(word, "") for word in field.words if word.startswith(text)]
            return _values(context, section_name, field.name, text)

        done, comma, last = incomplete.rpartition(",")
        whole = beginning(incomplete)
        if not comma:
            return whole
        # In a list a value with a comma would be two.
        return whole + [
            (done + comma + key, name) for key, name in beginning(last) if "," not in key
        ]

    return complete


def complete_fields(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the names of the fields that the command has."""
    from ..model.results import RESULTS  # every run imports this module, few complete fields

    name = context.info_name or ""
    return _fields(SECTIONS.get(name) or RESULTS.get(name) or SECTIONS["claims"], incomplete)


def complete_groups(incomplete: str) -> list[tuple[str, str]]:
    """Offer the names of the fields that claims are counted by."""
    periods = [
        (f"date:{period}", f"the {period} when it was made")
        for period in COARSE
        if f"date:{period}".startswith(incomplete)
    ]
    return _fields(SECTIONS["claims"], incomplete) + periods


def _fields(section: Section, incomplete: str) -> list[tuple[str, str]]:
    done, comma, last = incomplete.rpartition(",")
    lead = done + comma + ("-" if last.startswith("-") else "")
    return [
        (lead + field.name, field.meaning)
        for field in section.fields
        if field.name.startswith(last.removeprefix("-"))
    ]


def complete_periods(incomplete: str) -> list[tuple[str, str]]:
    """Offer the periods that a timeline counts by."""
    return [(period, "") for period in PERIODS if period.startswith(incomplete)]


def complete_ids(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the ids of all records, each once."""
    offered: dict[str, str] = {}
    for name in FILE_SECTIONS:
        for key, title in _values(context, name, SECTIONS[name].key, incomplete):
            offered.setdefault(key, title)
    return list(offered.items())


def complete_codes(incomplete: str) -> list[tuple[str, str]]:
    """Offer the codes of problems."""
    from ..model.codes import CODES

    return [(name, code.meaning) for name, code in CODES.items() if name.startswith(incomplete)]


def _data(context: typer.Context) -> list[str]:
    """Return the data that the command line names so far, before or after the command."""
    named = (level.params.get("data") for level in (context, context.parent) if level)
    return next((data for data in named if data), [])


def _values(
    context: typer.Context, section_name: str, field: str, begins: str
) -> list[tuple[str, str]]:
    """Return values of the data that begin so; none if the data cannot be read."""
    from ..answers.opening import opened  # to complete an option's name, it is not needed

    section = SECTIONS[section_name]
    try:
        with opened(_data(context)) as index:
            values = index.values(section, section.field(field), _MOST, begins)
    except (CoalitionError, OSError):
        return []
    return [(key, name or "") for key, name in values]
