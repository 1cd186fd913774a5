"""What stands in quotation marks, in the marks of any language."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import NamedTuple

from ..words import UNSPACED
from .paragraphs import Span
from .speech import speech

SINGLE = "‘’‚‛'`＇"
# Which marks may close what a mark opens: “en”, „de“, ”sv”, «fr», »de«, »fi», 「ja」. Two single
# marks are a double one, as archives of newspapers have them.
_CLOSES: Mapping[str, Sequence[str]] = {
    '"': '"”＂',
    "＂": '＂"',
    "“": '”"“‟',
    "”": '”"',
    "‟": '”"',
    "„": '“”"‟',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "﹃": "﹄",
    "｢": "｣",
    "〝": "〞〟",
    "״": "״",
    "``": ("''", "’’"),
    "''": ("''", "’’", '"'),
    "‘‘": ("’’", "''"),
    "‘": "’'",
    "‚": "‘’",
    "‛": "’'",
    "'": "'’",
    "＇": "＇'",
}
_ALIKE = frozenset('"＂”‟״') | {"''"}
MARKS = "".join(sorted({one for sign, ends in _CLOSES.items() for one in f"{sign}{''.join(ends)}"}))
DOUBLED = r"``|''|‘‘|’’"
# Feet and inches are no quotation marks, 6'2", nor is the sign of a Hebrew abbreviation, which
# stands before the last letter, nor what stands for the beginning of a word: 'tis, the '90s, rock
# 'n' roll.
_OTHER = (
    r"""(?<!\d)\d{1,3}['’′] ?\d{1,3}(?:''|’’|["”″])?|(?<=[א-ת])["”״](?=[א-ת](?![א-ת]))"""
    r"|(?<!\w)['‘’](?:[nN]['’]?|(?i:tis|twas|twere|twill|em|\d0s))(?!\w)"
    r"|(?<!\w)['’](?i:til|till|cause|bout|round|cos|nuff|kay|gainst|neath)(?!\w)"
)
_TOKEN = re.compile(rf"(?P<other>{_OTHER})|{DOUBLED}|[{MARKS}]")
_OPENING = "([{<—–-―/¿¡…、。，：；（【《"
_ENDING = re.compile(r"[^\w\s]")
# What stands behind a mark that closes, a blank before it or not: « fin », dit-il.
_BEHIND_END = re.compile(r"[,;:!?)\]]|\.(?!\.)")
_FULL_WIDTH = "、。，：；！？（【《"
# The end of a word that an apostrophe may end too: workers', tellin', un po'.
_CUT_SHORT = re.compile(r"(?:[sxz]|in|\b\w\w?|\bol[de]?|\blil)\Z", re.IGNORECASE)
_WORD = 8  # characters of the word before a mark that are looked at
_OPEN_ALONE = "“‘«‹"  # where nothing else tells
_DEEPEST = 100  # marks that are open at once; more are none
_UNSPACED = re.compile(UNSPACED)


class _Mark(NamedTuple):
    """A mark, where it stands, and what its neighbours say of it."""

    sign: str
    start: int
    end: int
    before: str  # the character before it, none where a paragraph begins
    after: str
    content: str = ""  # all of the text

    @property
    def single(self) -> bool:
        return self.sign in SINGLE

    @property
    def joint(self) -> bool:
        """Whether it stands close to words on both sides, which so tell nothing of it.

        So it is in scripts without blanks, and where an ending follows, as in Korean: “간다”고.
        """
        if _UNSPACED.match(self.before) or _UNSPACED.match(self.after):
            return True
        before = self.before.isalpha() or self.before in _FULL_WIDTH + ".,!?"  # 5" is an inch
        return not self.single and before and self.after.isalpha()

    @property
    def can_open(self) -> bool:
        """Whether it stands as an opening mark does: a blank before it, and none behind."""
        begins = not self.before or self.before.isspace() or self.before in _OPENING + MARKS
        goes_on = bool(self.after) and not self.after.isspace()
        ends = _BEHIND_END.match(self.content, self.end)
        return goes_on and not ends and (begins or self.joint)

    @property
    def nested(self) -> bool:
        """Whether it can only open, and is a sign that opens."""
        return self.opens and self.sign in _CLOSES

    @property
    def punctuated(self) -> bool:
        """Whether it stands beside a point, or ends a paragraph, as a closing mark does."""
        beside = _ENDING.match(self.before) or _ENDING.match(self.after)
        return beside is not None or not self.after

    @property
    def cut_short(self) -> bool:
        """Whether the word before it may end in an apostrophe."""
        return _CUT_SHORT.search(self.content[max(0, self.start - _WORD) : self.start]) is not None

    @property
    def can_close(self) -> bool:
        """Whether it stands as a closing mark does: no blank before it, and no word behind."""
        if not self.before or self.before.isspace():
            return False
        return not self.after.isalnum() or (self.joint and self.sign not in _OPEN_ALONE)

    @property
    def opens(self) -> bool:
        """Whether it can only open."""
        return self.can_open and not self.can_close

    @property
    def may_open(self) -> bool:
        """Whether it opens where it closes nothing: else a single mark is an apostrophe."""
        if self.sign not in _CLOSES or (self.single and self.sign != "‘"):
            return self.sign in _CLOSES and self.opens
        # What looks the same on both sides tells by its place which it is: a 6" pipe opens nothing.
        return self.sign not in _ALIKE or self.can_open or not self.can_close

    @property
    def apostrophe(self) -> bool:
        """Whether it stands between two letters of one word."""
        return (
            self.sign in "'’"
            and self.before.isalnum()
            and self.after.isalnum()
            and not _UNSPACED.match(self.before)
        )


class Quotations:
    """The quotations of a text, and the marks that only go on with one in a new paragraph."""

    def __init__(self, content: str, paragraphs: Sequence[Span]) -> None:
        self.repeated: set[int] = set()
        self._found: list[Span] = []
        self._open: list[_Mark] = []
        self._ends = 0  # where the paragraph does that left a quotation open
        self._bare = False  # whether one without marks came after it
        for paragraph in paragraphs:
            self._read(content, paragraph)
        self._give_up(self._open[:1])
        for paragraph in paragraphs:
            self._found += speech(content, paragraph)
        self.spans = _united(self._found)
        self._starts = [span.start for span in self.spans]

    def at(self, place: int) -> Span | None:
        """Return the quotation in which a character stands, if it does in any."""
        number = bisect_right(self._starts, place) - 1
        return self.spans[number] if number >= 0 and place < self.spans[number].end else None

    def between(self, one: Span, other: Span) -> bool:
        """Whether a third quotation stands between two."""
        first = bisect_right(self._starts, one.start)
        return first < len(self.spans) and self.spans[first].start < other.start

    def _read(self, content: str, paragraph: Span) -> None:
        marks = _marks(content, paragraph)
        carried, self._open = self._open[:1], []
        if carried:
            marks = self._go_on(carried[0], marks, content, paragraph)
        for number, mark in enumerate(marks):
            if not self._close(mark, _from(marks, number + 1)) and mark.may_open:
                self._open.append(mark)
        # What is left open goes on in the next paragraph, or was never closed.
        if marks and self._open:
            self._ends = paragraph.end
        self._give_up(self._open[1:])

    def _go_on(
        self, carried: _Mark, marks: list[_Mark], content: str, paragraph: Span
    ) -> list[_Mark]:
        """Go on with a quotation that the paragraph before left open, or end it there.

        Either each paragraph begins with a mark, or those between have none at all.
        """
        if not marks:
            self._open, self._bare = [carried], True
            return marks
        bare, self._bare = self._bare, False
        first = marks[0]
        begins = not content[paragraph.start : first.start].strip()
        if begins and not bare and first.sign in (carried.sign, *_CLOSES[carried.sign]):
            self.repeated.update(range(first.start, first.end))
            self._open, self._ends = [carried], paragraph.end
            return marks[1:]
        if not carried.single and not first.opens and first.sign in _CLOSES[carried.sign]:
            self._open = [carried]
        else:
            self._give_up([carried])
        return marks

    def _give_up(self, marks: Sequence[_Mark]) -> None:
        """Take what was never closed as quoted to the end of its paragraph."""
        self._found += [
            Span(mark.end, self._ends)
            for mark in marks
            if not mark.single and mark.end < self._ends
        ]

    def _close(self, mark: _Mark, later: Iterable[_Mark]) -> bool:
        """Close what the mark closes, if anything."""
        if mark.opens:
            return False
        for number in range(len(self._open) - 1, max(-1, len(self._open) - 1 - _DEEPEST), -1):
            opened = self._open[number]
            if mark.sign in _CLOSES[opened.sign]:
                if mark.single and _is_apostrophe(mark, later):
                    return True
                self._found.append(Span(opened.end, mark.start))
                del self._open[number:]
                return True
            if mark.single:  # an apostrophe inside what stands in other marks
                return False
        return False


def _marks(content: str, paragraph: Span) -> list[_Mark]:
    marks = []
    for found in _TOKEN.finditer(content, *paragraph):
        if found["other"]:
            continue
        start, end = found.span()
        before = content[start - 1] if start > paragraph.start else ""
        after = content[end] if end < paragraph.end else ""
        mark = _Mark(intern(found[0]), start, end, intern(before), intern(after), content)
        if not mark.apostrophe:
            marks.append(mark)
    return marks


def _from(marks: Sequence[_Mark], number: int) -> Iterator[_Mark]:
    return (marks[at] for at in range(number, len(marks)))


def _is_apostrophe(mark: _Mark, later: Iterable[_Mark]) -> bool:
    """Whether it ends a word, as in workers' rights, and a later mark closes.

    What is quoted in other marks in between is passed over.
    """
    if mark.after != " " or not mark.cut_short:
        return False
    inside = 0
    for other in later:
        if not other.single:
            inside += 1 if other.can_open and not other.can_close else -1
            if inside < 0:
                return False
        elif inside == 0 and other.nested:
            return False
        elif inside == 0 and other.can_close and other.punctuated:
            return True
    return False


def _united(spans: Sequence[Span]) -> list[Span]:
    """Return the outermost spans, in their order."""
    united: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not united or span.end > united[-1].end:
            if united and span.start < united[-1].end:
                span = Span(united.pop().start, span.end)
            united.append(span)
    return united
