"""What TAB offers for the parameters of commands: terms, values, fields and ids of the data.

Every run imports this module, and few complete anything, so it imports the others when TAB asks.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import typer
from typer._click.types import StringParamType  # what Typer takes for str

from ...model import CLAIMS_FIRST, FILE_SECTIONS, SECTIONS, Field, Section, Type
from ...model.lending import lent
from ...model.problems import CoalitionError
from ...model.vocabularies import COARSE, PERIODS

if TYPE_CHECKING:
    from .values import Offers

_Complete = Callable[[typer.Context, str], "Offers"]

# The section that query words are about, where no list of that name is the command.
_ASKED = {"drift": "appearances", "verify": "appearances"}


class Completed(StringParamType):
    """Text that TAB completes.

    Typer's own `autocompletion` would drop what begins so only in another spelling.
    """

    def __init__(self, complete: _Complete) -> None:
        self._complete = complete

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[Any]:
        """Return what is possible in the place of an incomplete text."""
        from typer._click.shell_completion import CompletionItem

        del param
        return [CompletionItem(word, help=told) for word, told in self._complete(ctx, incomplete)]


def values_of(term: str, *, single: bool = False) -> Completed:
    """Return the completion of values of a field of claims, in a comma list unless it is single."""

    def complete(context: typer.Context, incomplete: str) -> "Offers":
        from .values import field_values, listed_values

        section = SECTIONS["claims"]
        field = next(field for field in section.fields if field.query_name == term)
        return (field_values if single else listed_values)(context, section, field, incomplete)

    return Completed(complete)


def values_for(section: Section, field: Field) -> Completed:
    """Return the completion of the value that a new record of a section gets in a field."""

    def complete(context: typer.Context, incomplete: str) -> "Offers":
        from .values import new_values

        return new_values(context, section, field, incomplete)

    return Completed(complete)


def _complete_query(context: typer.Context, incomplete: str) -> "Offers":
    from .terms import terms

    name = context.info_name or ""
    return terms(context, SECTIONS.get(_ASKED.get(name, name), SECTIONS["claims"]), incomplete)


def _complete_fields(context: typer.Context, incomplete: str) -> "Offers":
    every = [("all", "every field")] if incomplete and "all".startswith(incomplete) else []
    return _listed_fields(_fields(context), incomplete) + every


def _complete_sort(context: typer.Context, incomplete: str) -> "Offers":
    unordered = (Type.RECORD, Type.ANYTHING)
    fields = [field for field in _fields(context) if field.type not in unordered]
    return _listed_fields(fields, incomplete, "-")


def _complete_groups(_: typer.Context, incomplete: str) -> "Offers":
    from ...query.fields import asked_fields

    done, comma, last = incomplete.rpartition(",")
    periods = [
        (f"{done}{comma}date:{period}", f"the {period} when it was made")
        for period in COARSE
        if f"date:{period}".startswith(last)
    ]
    fields = (one for one in asked_fields(SECTIONS["claims"]) if one.is_counted)
    return _listed_fields(fields, incomplete) + periods


def _listed_fields(fields: Iterable[Field], incomplete: str, sign: str = "") -> "Offers":
    """Return the names of fields that a comma list does not have yet; a sign may stand before."""
    done, comma, last = incomplete.rpartition(",")
    lead = done + comma + (sign if sign and last.startswith(sign) else "")
    named = {name.removeprefix(sign) for name in done.split(",")}
    begun = last.removeprefix(sign).lower()
    return [
        (lead + field.name, field.meaning)
        for field in fields
        if field.name.startswith(begun) and field.name not in named
    ]


def _complete_forms(_: typer.Context, incomplete: str) -> "Offers":
    from ...importing.forms import NAMES

    return [(name, "") for name in NAMES if name.startswith(incomplete)]


def _complete_periods(_: typer.Context, incomplete: str) -> "Offers":
    return [(period, "") for period in PERIODS if period.startswith(incomplete)]


def _fields(context: typer.Context) -> tuple[Field, ...]:
    """Return the fields that the rows of the command have."""
    from ...model.results import RESULTS

    name = context.info_name or ""
    if name == "show":
        found = (field for each in _SHOWN for field in SECTIONS[each].fields)
        return tuple({field.name: field for field in found}.values())
    if name == "stats" and (by := context.params.get("by")):
        from ...answers.counts import counted_by, counted_section

        try:
            return counted_section(counted_by(",".join(by).split(","))).fields
        except CoalitionError:
            return ()
    section = SECTIONS.get(name) or RESULTS.get(name) or SECTIONS["claims"]
    return (*section.fields, *lent(section))


# The sections whose records `show` finds.
_SHOWN = (*CLAIMS_FIRST, "topics")


def _complete_ids(context: typer.Context, incomplete: str) -> "Offers":
    """Offer the ids of all records, each once, and the kinds that may stand before them."""
    from .values import ids

    no_topics = context.info_name in ("edit", "set")  # there is no record of a topic
    kinds = [SECTIONS[name] for name in (*FILE_SECTIONS, *([] if no_topics else ["topics"]))]
    begun = [(f"{kind.singular}:", f"{kind.singular_with_article} of that id") for kind in kinds]
    return [
        *ids(context, kinds, incomplete),
        *(pair for pair in begun if pair[0].startswith(incomplete) and pair[0] != incomplete),
    ]


def _complete_texts(context: typer.Context, incomplete: str) -> "Offers":
    """Offer the ids of articles, with the sign after which a file is named."""
    from .values import field_values

    articles = SECTIONS["articles"]
    found = field_values(context, articles, articles.field(articles.key), incomplete)
    return [(f"{key}=", headline) for key, headline in found]


def _complete_codes(_: typer.Context, incomplete: str) -> "Offers":
    from ...model.codes import CODES

    return [(name, code.meaning) for name, code in CODES.items() if name.startswith(incomplete)]


def _names_of_problems(*, ignored: bool) -> _Complete:
    """Return the completion of codes and tiers in a comma list; of those to be ignored."""

    def complete(_: typer.Context, incomplete: str) -> "Offers":
        from ...model.choice import names
        from ...model.codes import CODES

        done, comma, last = incomplete.rpartition(",")
        return [
            (done + comma + name, CODES[name].meaning if name in CODES else f"all of tier {name}")
            for name in names(ignored=ignored)
            if name.startswith(last) and name not in done.split(",")
        ]

    return complete


def _complete_field_of_record(context: typer.Context, incomplete: str) -> "Offers":
    from .set_words import fields

    return fields(context, incomplete)


def _complete_value_of_field(context: typer.Context, incomplete: str) -> "Offers":
    from .set_words import values

    return values(context, incomplete)


QUERY = Completed(_complete_query)
FIELDS = Completed(_complete_fields)
SORT = Completed(_complete_sort)
FORMS = Completed(_complete_forms)
GROUPS = Completed(_complete_groups)
PERIODS_OF_TIME = Completed(_complete_periods)
IDS = Completed(_complete_ids)
TEXTS = Completed(_complete_texts)
CODES = Completed(_complete_codes)
SELECTED = Completed(_names_of_problems(ignored=False))
IGNORED = Completed(_names_of_problems(ignored=True))
FIELD_OF_RECORD = Completed(_complete_field_of_record)
VALUE_OF_FIELD = Completed(_complete_value_of_field)
NOTHING = Completed(lambda _context, _incomplete: [])  # what is new is typed
