"""Which problems are wanted: what is said of them, by code or by tier, and what follows."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .codes import CODES, Severity
from .problems import SUGGESTIONS, suggestion

TIERS = tuple(map(str, Severity))  # the most serious first
_USUAL = frozenset({Severity.ERROR, Severity.WARNING})


class Choice(NamedTuple):
    """What the command line says, or a coalition.toml. Names are those of codes and of tiers."""

    select: tuple[str, ...] = ()  # none: nothing is said
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None  # a tier

    def shown(self) -> str:
        """Return what it says, on one line."""
        said = {"select": self.select, "ignore": self.ignore, "fail-on": self.fail_on}
        parts = ((key, value) for key, value in said.items() if value)
        return "; ".join(
            f"{key} {value if isinstance(value, str) else ', '.join(value)}" for key, value in parts
        )


class WantedProblems(NamedTuple):
    """Which problems are looked for, and which of them make a check fail."""

    codes: frozenset[str]  # those of all errors are among them
    fail_on: Severity = Severity.ERROR  # with it fails what is more serious

    def fails(self, severity: Severity) -> bool:
        """Whether a problem of this severity makes a check fail."""
        order = [*Severity]
        return order.index(severity) <= order.index(self.fail_on)


_NOTHING = Choice()


def wanted(
    said: Choice = _NOTHING, project: Choice | None = None, *, strict: bool = False
) -> WantedProblems:
    """Return what follows from the command line and from the project's coalition.toml.

    They are followed in this order, and what comes later wins: `select` of the project, else
    errors and warnings; with `strict` all strict findings too; `ignore` of the project; `select`
    of the command line in the place of all these; `ignore` of the command line. Errors stay.
    """
    project = project or _NOTHING
    codes = codes_of(project.select or _USUAL)
    if strict:
        codes |= codes_of([Severity.STRICT])
    codes -= codes_of(project.ignore)
    if said.select:
        codes = codes_of(said.select)
    codes -= codes_of(said.ignore)
    least = Severity.STRICT if strict else said.fail_on or project.fail_on or Severity.ERROR
    return WantedProblems(codes | codes_of([Severity.ERROR]), Severity(least))


def codes_of(names: Iterable[str]) -> frozenset[str]:
    """Return the codes that names stand for: a code for itself, a tier for all codes in it."""
    known = frozenset(names)
    return frozenset(
        code for code, entry in CODES.items() if code in known or entry.severity in known
    )


def names(*, ignored: bool = False) -> list[str]:
    """Return the names that may be selected, or ignored: tiers first, then codes."""
    every = [*TIERS, *CODES]
    return [name for name in every if not (ignored and _is_of_errors(name))]


def mistakes(said: Iterable[str], *, ignored: bool) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with each name that may not be selected, or ignored; and a remedy."""
    known, suggestions = names(ignored=ignored), SUGGESTIONS
    for name in said:
        if name not in CODES and name not in TIERS:
            near = suggestion(name, known) if suggestions > 0 else ""
            suggestions -= 1
            listed = "'coalition help problems' lists the codes"
            yield f"no code or tier '{name}'{near}", f"the tiers: {', '.join(TIERS)}; {listed}"
        elif ignored and _is_of_errors(name):
            subject = "errors" if name in TIERS else f"'{name}' is an error, and errors"
            remedy = "correct what it reports; warnings and strict findings can be ignored"
            yield f"{subject} cannot be ignored: they stop every other command", remedy


def _is_of_errors(name: str) -> bool:
    return name == Severity.ERROR or (name in CODES and CODES[name].severity is Severity.ERROR)
