"""What is shown of the record under the cursor: its page, its drift, the verdict of its quotes."""

from collections.abc import Iterable, Sequence
from typing import Any

from ..answers.asking import Wanted, question
from ..index import Index
from ..model import SECTIONS, Section
from ..model.answer import Values
from ..model.problems import CoalitionError
from ..presenting.cut import Line, lines_of, told
from ..query import Question, Term
from .view import Sheet

_MOST = 200  # items of a list on a page, as on a terminal
_APPEARANCES = SECTIONS["appearances"]
_LEGEND = "[-struck-] {+added+} since the origin. Half of drift is about who said it."


class Sheets:
    """Draws sheets; `texts` is the folder of the texts of articles, if the project names one."""

    def __init__(self, texts: str | None = None) -> None:
        self._texts = texts

    def drawn(
        self, index: Index, section: str, row: Values, sheet: Sheet, width: int
    ) -> Sequence[Line]:
        """Return the lines of a sheet of a record."""
        if sheet is Sheet.DRIFT:
            return lines_of(self._drift(index, section, row, width), width)
        if sheet is Sheet.VERDICT:
            return lines_of(self._verdict(index, section, row), width)
        return lines_of(_page(index, section, row, width), width)

    def _drift(self, index: Index, section: str, row: Values, width: int) -> Iterable[Any]:
        asked = _appearances(section, row)
        if asked is None:
            return told("drift is of claims, articles, speakers and sources")
        from ..answers.drift import drift
        from ..presenting.listing import listing

        answer = drift(index, asked)
        if not answer.count():
            return told("nothing here retells another article, as far as the data says")
        return listing(answer, width, "list", [_LEGEND])

    def _verdict(self, index: Index, section: str, row: Values) -> Iterable[Any]:
        asked = _appearances(section, row)
        if asked is None:
            return told("verdicts are of the quotes of claims, articles, speakers and sources")
        if self._texts is None:
            return told(
                "no texts of articles are known: 'texts' in coalition.toml names their folder",
                "'coalition verify --texts FOLDER' takes one too",
            )
        from ..answers.texts import texts_given
        from ..answers.verify import verify
        from ..presenting.verify import verification

        notes: list[str] = []
        try:
            verified = verify(index, asked, texts_given([], self._texts), notes.append)
        except CoalitionError as error:
            return told(*notes, *str(error).split("\n"))
        rows = verified.worst_first().rows
        return [*told(*notes), *verification(rows, rows[:_MOST])]


def _page(index: Index, section: str, row: Values, width: int) -> Iterable[Any]:
    from ..answers.dossier import dossiers  # it compares words, and the list is painted before
    from ..presenting.page import pages

    return pages(dossiers(index, [key_of(section, row)], _MOST), width, _MOST)


def key_of(section: str, row: Values) -> tuple[Section, str]:
    """Return the record that a row of a list is about: of an appearance, its claim."""
    if section == "appearances":
        return SECTIONS["claims"], str(row["claim"])
    return SECTIONS[section], str(row[SECTIONS[section].key])


def _appearances(section: str, row: Values) -> Question | None:
    """Return the question for the appearances of a record; None if it has none."""
    of, key = key_of(section, row)
    if of.singular not in ("claim", "article", "speaker", "source"):
        return None
    asked = question(_APPEARANCES, Wanted())
    return asked._replace(terms=(Term(_APPEARANCES.field(of.singular), (key,), exact=True),))
