"""How it is said that something failed."""

from ..model.problems import CoalitionError, DataError, plural
from ..words.safe import visible
from ..writing import tell

_MOST = 20  # problems that are printed; `check` prints all


def told(error: CoalitionError) -> int:
    """Say on standard error why something failed, and return the exit code."""
    if not isinstance(error, DataError):
        tell(f"coalition: {visible(str(error), lines=True)}")
        return error.exit_code
    for problem in error.problems[:_MOST]:
        tell(str(problem))
    total = len(error.problems)
    more = f", of which {_MOST} are shown; 'coalition check' prints all" if total > _MOST else ""
    where = f" in {visible(error.data)}" if error.data else ""
    tell(f"coalition: {plural(total, 'problem')}{where}{more}")
    if error.remedy:
        tell(error.remedy)
    return error.exit_code
