"""Browse attributed claims: who said what, on whose authority, in which words.

`open_claims` gives the answers of the commands to Python; see `Claims`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .answers.claims import Claims, NoRecordError, check, open_claims
    from .answers.texts import TextError
    from .answers.verify import NoTextError
    from .model.problems import CoalitionError, DataError, Problem, UsageError
    from .project import NoDataError

__version__ = "0.1.0"
__all__ = [
    "Claims",
    "CoalitionError",
    "DataError",
    "NoDataError",
    "NoRecordError",
    "NoTextError",
    "Problem",
    "TextError",
    "UsageError",
    "check",
    "open_claims",
]


if not TYPE_CHECKING:  # a type checker would take any name for one of ours

    def __getattr__(name):
        """Import what is asked for: the command line needs none of it (PEP 562)."""
        if name not in __all__:
            raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
        from .answers import claims, texts, verify
        from .model import problems

        homes = (problems, claims, texts, verify)
        return next(getattr(home, name) for home in homes if hasattr(home, name))


def __dir__() -> list[str]:
    """Return the names that an interactive session offers."""
    return sorted({*globals(), *__all__})
