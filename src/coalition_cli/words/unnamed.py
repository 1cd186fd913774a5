"""The mark of unnamed speakers, for answers, SQL and drawings alike.

A speaker is called by its name, or by its description if there is no name. One that has neither is
called "unnamed speaker", without the mark.
"""

from collections.abc import Mapping
from typing import TypeVar

UNNAMED_SPEAKER = "unnamed speaker"
MARK = " (unnamed)"

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


def marked(called: Called, unnamed: object) -> Called | str:
    """Return what a speaker is called, with the mark if the speaker is unnamed.

    Nothing, and "unnamed speaker", get no mark.
    """
    if unnamed and called and called != UNNAMED_SPEAKER:
        return f"{called}{MARK}"
    return called


def marked_in_sql(called: str, unnamed: str) -> str:
    """Return the SQL of `marked`, for the SQL of its parameters."""
    marks = f"{unnamed} AND {called} <> '{UNNAMED_SPEAKER}'"
    return f"CASE WHEN {marks} THEN {called} || '{MARK}' ELSE {called} END"
