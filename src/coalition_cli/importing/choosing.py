"""Which mapping an input has: the one that is named, the one beside it, or one for its form."""

import os

from ..model.problems import DataError, Problem, UsageError, reason
from ..reading.files import STANDARD_INPUT, printable
from ..reading.limits import MAX_RECORD
from .guessing.suggesting import known_mapping, suggested_mapping
from .mapping.plan import Plan, compiled
from .mapping.settling import settled
from .mapping.unseen import unseen
from .recognising import opened
from .rows import Input, Layout
from .running import Mapped

_READY = os.path.join(os.path.dirname(__file__), "maps")  # mappings that come with the program
ENDING = ".map.yaml"  # of a mapping beside the file that it is for
READY = tuple(sorted(name.removesuffix(ENDING) for name in os.listdir(_READY)))


def chosen(path: str, form: str | None, mapping: str | None) -> Mapped:
    """Return an input with its plan. Raise DataError where one of the two is wrong."""
    mapping = _ready_made(mapping) if mapping else _beside(path)
    plan = _plan(_content(mapping), printable(mapping)) if mapping else None
    if plan is None:
        given = opened(path, form, Layout())
        if given.record:
            return Mapped(given, None)
        plan = _plan(*_ready(given))
        given = given.laid_out(plan.layout)
    else:
        given = opened(path, form or plan.form, plan.layout)
    if problems := plan.columns_missing(given.columns):
        raise DataError(problems if mapping else [_of_input(one, given) for one in problems])
    own = mapping is not None and os.path.dirname(mapping) != _READY
    return Mapped(given, settled(plan, given), [*unseen(plan, given)] if own else [])


def _of_input(problem: Problem, given: Input) -> Problem:
    """Return what a mapping that comes with the program misses as a problem of the input."""
    return Problem("bad-input", problem.message, problem.remedy, given.name)


def ready_plan(form: str) -> Plan:
    """Return the plan of the mapping that comes with the program for a form."""
    return _plan(_content(os.path.join(_READY, f"{form}{ENDING}")), form)


def suggested(path: str, form: str | None) -> str:
    """Return a mapping to start from, as text: the one that comes with the program for the form.

    Raise DataError where there is nothing to map.
    """
    given = opened(path, form, Layout())
    if given.record:
        raise UsageError(f"{given.name} needs no mapping: its records are what they were")
    ready = _ready_for(given)
    return _content(ready).decode() if ready else suggested_mapping(given)


def _beside(path: str) -> str | None:
    found = f"{path}{ENDING}"
    return found if path != STANDARD_INPUT and os.path.isfile(found) else None


def _ready_made(mapping: str) -> str:
    """Return the mapping that comes with the program and has a name, where no file has it."""
    ready = os.path.join(_READY, f"{mapping}{ENDING}")
    return ready if mapping in READY and not os.path.exists(mapping) else mapping


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read(MAX_RECORD + 1)  # of what is longer, a problem says so
    except OSError as error:
        ready = f"give a file, or one that comes with the program: {', '.join(READY)}"
        raise UsageError(f"{printable(path)}: cannot be read: {reason(error)}\n{ready}") from error


def _plan(document: bytes, name: str) -> Plan:
    plan = compiled(document, name)
    if isinstance(plan, list):
        raise DataError(plan)
    return plan


def _ready(given: Input) -> tuple[bytes, str]:
    """Return the mapping that comes with the program for a form, or the one of known headers."""
    if ready := _ready_for(given):
        return _content(ready), os.path.basename(ready)
    return known_mapping(given), f"{given.name}{ENDING}"


def _ready_for(given: Input) -> str | None:
    ready = os.path.join(_READY, f"{given.mapping}{ENDING}")
    return ready if os.path.isfile(ready) else None
