"""Doubtful corrections of a claim or an article: early, without a status, or not recorded."""

from collections.abc import Iterator, Sequence

from ..model.problems import Problem
from ..model.record import Record
from ..model.vocabularies import CORRECTED, USUAL_STATUS
from ..words.dates import earliest, latest


class Corrections:
    """Compares each record that was corrected with its date and its status."""

    codes = frozenset({"early-correction", "no-correction", "silent-correction"})
    sections = ("articles", "claims")
    kept = 0

    def see(self, record: Record) -> Sequence[Problem]:
        """Return what is doubtful about the corrections of a record."""
        made = record.values.get("corrections")
        corrections = made if isinstance(made, list) else []
        found = list(_early(record, corrections)) if corrections else []
        if record.section.name == "claims":
            found += _of_status(record)
        return found

    def problems(self) -> Iterator[Problem]:
        """Yield nothing: `see` returns all problems."""
        return iter(())


def _early(record: Record, corrections: Sequence[Record]) -> Iterator[Problem]:
    """Yield a problem for each correction that is older than what it corrects."""
    date = record.values.get("date")
    for correction in corrections:
        made = correction.values.get("date")
        if date and made and latest(str(made)) < earliest(str(date)):
            message = f"the correction of {made} is older than {record.label} of {date}"
            where = correction.where("date")
            remedy = "correct one of the dates"
            yield Problem("early-correction", message, remedy, record.file, *where)


def _of_status(claim: Record) -> Iterator[Problem]:
    status = claim.values.get("status")
    if status in CORRECTED and not claim.states("corrections"):
        message = f"{claim.label} is {status}, but 'corrections' is missing"
        remedy = "add 'corrections': when it was put right, by whom, and why"
        yield Problem("no-correction", message, remedy, claim.file, *claim.where("status"))
    if status not in CORRECTED and "corrections" in claim.values:
        wrong = claim.states("status") and status is None  # which is an error
        if not wrong:
            message = f"{claim.label} has corrections, but its status is {status or USUAL_STATUS}"
            remedy = "add 'status: corrected' or 'status: retracted'"
            where = claim.where("corrections")
            yield Problem("silent-correction", message, remedy, claim.file, *where)
