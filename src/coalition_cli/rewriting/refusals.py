"""Why a change is not made."""

from ..model.problems import CoalitionError

BY_HAND = "change it by hand"


class RefusedError(CoalitionError):
    """A change that is not made: the message says why, where, and what to do."""

    exit_code = 3
