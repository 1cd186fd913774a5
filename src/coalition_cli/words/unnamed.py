"""The marks of speakers who are unnamed or not declared, for answers, SQL and drawings alike.

A speaker is called by its name, or by its description if there is no name. One that has neither is
called "unnamed speaker", without a mark. A speaker that no record declares is called as the claim
calls it. Whether that is a name is not known.
"""

from collections.abc import Mapping
from typing import TypeVar

UNNAMED_SPEAKER = "unnamed speaker"
MARK = " (unnamed)"
NOT_DECLARED = " (not declared)"

Called = TypeVar("Called")


def is_unnamed(stated: object, *, named: bool) -> bool:
    """Return whether a speaker is unnamed: as the record states, or if it has no name."""
    return not named if stated is None else stated is True


def called(speaker: Mapping[str, object]) -> object:
    """Return what a speaker is called by its record, None if it has no name and no description."""
    return speaker["name"] or speaker["description"]


def called_in_sql(table: str = "") -> str:
    """Return the SQL for what a speaker is called, by the columns of a table."""
    within = f"{table}." if table else ""
    return f"coalesce({within}name, {within}description)"


def mark(called: object, anonymous: object) -> str:
    """Return the mark of a speaker who is called so: `anonymous` is true, false, or not known.

    Nothing, and "unnamed speaker", get no mark.
    """
    if not called or called == UNNAMED_SPEAKER:
        return ""
    if anonymous is None:
        return NOT_DECLARED
    return MARK if anonymous else ""


def marked(called: Called, anonymous: object) -> Called | str:
    """Return what a speaker is called, with the mark if there is one."""
    if added := mark(called, anonymous):
        return f"{called}{added}"
    return called


def mark_within(row: Mapping[str, object], name: str) -> str:
    """Return the mark of a speaker whom a field of a row names.

    Without a field `anonymous` the row has its marks already.
    """
    return mark(row.get(name), row["anonymous"]) if "anonymous" in row else ""


def marked_in_sql(called: str, anonymous: str) -> str:
    """Return the SQL of `marked`, for the SQL of its parameters."""
    return (
        f"CASE WHEN {called} = '{UNNAMED_SPEAKER}' THEN {called}"
        f" WHEN {anonymous} IS NULL THEN {called} || '{NOT_DECLARED}'"
        f" WHEN {anonymous} THEN {called} || '{MARK}' ELSE {called} END"
    )
