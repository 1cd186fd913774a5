"""An unnamed speaker is marked as one, whoever calls it anything: answers, SQL and drawings.

A speaker is called by its name, or else by its description. Who may be told by neither is called
"unnamed speaker", which says so itself.
"""

from collections.abc import Mapping
from typing import TypeVar

UNNAMED_SPEAKER = "unnamed speaker"
MARK = " (unnamed)"

Called = TypeVar("Called")


def is_unnamed(stated: object, *, named: bool) -> bool:
    """Whether a speaker is unnamed: as a record states, or else if the speaker has no name."""
    return not named if stated is None else stated is True


def called(speaker: Mapping[str, object]) -> object:
    """Return what a speaker is called by its record; None for nothing."""
    return speaker["name"] or speaker["description"]


def called_in_sql(table: str = "") -> str:
    """Return the SQL for what a speaker is called, by the columns of a table."""
    within = f"{table}." if table else ""
    return f"coalesce({within}name, {within}description)"


def marked(called: Called, unnamed: object) -> Called | str:
    """Return what a speaker is called, with the mark where the speaker is unnamed.

    What calls nobody, and what says itself that the speaker is unnamed, is returned as it is.
    """
    if unnamed and called and called != UNNAMED_SPEAKER:
        return f"{called}{MARK}"
    return called


def marked_in_sql(called: str, unnamed: str) -> str:
    """Return the SQL of `marked`, for the SQL of its parameters."""
    marks = f"{unnamed} AND {called} <> '{UNNAMED_SPEAKER}'"
    return f"CASE WHEN {marks} THEN {called} || '{MARK}' ELSE {called} END"
