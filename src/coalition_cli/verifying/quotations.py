"""The quotations of a text, in the marks of any language."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import NamedTuple

from ..words import UNSPACED
from .paragraphs import Span
from .speech import speech

SINGLE = "‘’‚‛'`＇"
# The marks that may close what a mark opens: “en”, „de“, ”sv”, «fr», »de«, »fi», 「ja」. Two single
# marks are a double one, as in archives of newspapers.
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
_BOTH_WAYS = frozenset('"＂”‟״') | {"''"}  # marks that may open and close
MARKS = "".join(
    sorted({mark for sign, ends in _CLOSES.items() for mark in f"{sign}{''.join(ends)}"})
)
DOUBLED = r"``|''|‘‘|’’"
# These are no quotation marks: feet and inches, 6'2"; the sign of a Hebrew abbreviation, before its
# last letter; an apostrophe for the beginning of a word: 'tis, the '90s, rock 'n' roll.
_OTHER = (
    r"""(?<!\d)\d{1,3}['’′] ?\d{1,3}(?:''|’’|["”″])?|(?<=[א-ת])["”״](?=[א-ת](?![א-ת]))"""
    r"|(?<!\w)['‘’](?:[nN]['’]?|(?i:tis|twas|twere|twill|em|\d0s))(?!\w)"
    r"|(?<!\w)['’](?i:til|till|cause|bout|round|cos|nuff|kay|gainst|neath)(?!\w)"
)
_TOKEN = re.compile(rf"(?P<other>{_OTHER})|{DOUBLED}|[{MARKS}]")
_OPENING = "([{<—–-―/¿¡…、。，：；（【《"
_POINT = re.compile(r"[^\w\s]")
# Signs that follow a closing mark, even after a blank: « fin », dit-il.
_AFTER_CLOSING = re.compile(r"[,;:!?)\]]|\.(?!\.)")
_FULL_WIDTH = "、。，：；！？（【《"
# Ends of words that an apostrophe may follow: workers', tellin', un po'.
_CUT_SHORT = re.compile(r"(?:[sxz]|in|\b\w\w?|\bol[de]?|\blil)\Z", re.IGNORECASE)
_WORD = 8  # characters before a mark, in which a word ends
_ONLY_OPEN = "“‘«‹"  # where the characters beside them do not show it
_DEEPEST = 100  # marks that are open at once; more do not count
_UNSPACED = re.compile(UNSPACED)


class _Mark(NamedTuple):
    """A mark, its place, and what the characters beside it show."""

    sign: str
    start: int
    end: int
    before: str  # the character before it, empty where a paragraph begins
    after: str  # the character after it, empty where a paragraph ends
    content: str  # all of the text

    @property
    def single(self) -> bool:
        return self.sign in SINGLE

    @property
    def joint(self) -> bool:
        """Whether it stands close to words on both sides, so that its place shows nothing.

        This is so in scripts without blanks, and before an ending, as in Korean: “간다”고.
        """
        if _UNSPACED.match(self.before) or _UNSPACED.match(self.after):
            return True
        before = self.before.isalpha() or self.before in _FULL_WIDTH + ".,!?"  # 5" is an inch
        return not self.single and before and self.after.isalpha()

    @property
    def can_open(self) -> bool:
        """Whether it stands as an opening mark does: a blank before it, and none after it."""
        begins = not self.before or self.before.isspace() or self.before in _OPENING + MARKS
        goes_on = bool(self.after) and not self.after.isspace()
        ends = _AFTER_CLOSING.match(self.content, self.end)
        return goes_on and not ends and (begins or self.joint)

    @property
    def punctuated(self) -> bool:
        """Whether it stands beside punctuation, or ends a paragraph, as a closing mark does."""
        beside = _POINT.match(self.before) or _POINT.match(self.after)
        return beside is not None or not self.after

    @property
    def cut_short(self) -> bool:
        """Whether the word before it may end in an apostrophe."""
        return _CUT_SHORT.search(self.content[max(0, self.start - _WORD) : self.start]) is not None

    @property
    def can_close(self) -> bool:
        """Whether it stands as a closing mark does: no blank before it, and no word after it."""
        if not self.before or self.before.isspace():
            return False
        return not self.after.isalnum() or (self.joint and self.sign not in _ONLY_OPEN)

    @property
    def opens(self) -> bool:
        """Whether it can only open."""
        return self.can_open and not self.can_close

    @property
    def may_open(self) -> bool:
        """Whether it opens where it closes nothing. A single mark may be an apostrophe instead."""
        if self.sign not in _CLOSES:
            return False
        if self.single and self.sign != "‘":
            return self.opens
        # The place of a mark that may open and close shows which it does: a 6" pipe opens nothing.
        return self.sign not in _BOTH_WAYS or self.can_open or not self.can_close

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
    """The quotations of a text, and the marks that repeat an opening mark in a new paragraph.

    `spans` are the outermost quotations in order, `repeated` the places of the repeated marks.
    """

    def __init__(self, content: str, paragraphs: Sequence[Span]) -> None:
        self.repeated: set[int] = set()
        self._found: list[Span] = []
        self._open: list[_Mark] = []
        self._ends = 0  # where the paragraph ends that left a quotation open
        self._bare = False  # whether a paragraph without marks came after it
        for paragraph in paragraphs:
            self._read(content, paragraph)
        self._give_up(self._open[:1])
        for paragraph in paragraphs:
            self._found += speech(content, paragraph)
        self.spans = _united(self._found)
        self._starts = [span.start for span in self.spans]

    def at(self, place: int) -> Span | None:
        """Return the quotation in which a character stands, if there is one."""
        number = bisect_right(self._starts, place) - 1
        return self.spans[number] if number >= 0 and place < self.spans[number].end else None

    def between(self, first: Span, second: Span) -> Iterator[Span]:
        """Yield the quotations that stand between two."""
        third = self.following(first)
        while third is not None and third.start < second.start:
            yield third
            third = self.following(third)

    def following(self, quotation: Span) -> Span | None:
        """Return the quotation after one, if there is one."""
        number = bisect_right(self._starts, quotation.start)
        return self.spans[number] if number < len(self.spans) else None

    def _read(self, content: str, paragraph: Span) -> None:
        marks = _marks(content, paragraph)
        carried, self._open = self._open[:1], []
        if carried:
            marks = self._go_on(carried[0], marks, content, paragraph)
        for number, mark in enumerate(marks):
            later = (marks[at] for at in range(number + 1, len(marks)))
            if not self._close(mark, later) and mark.may_open:
                self._open.append(mark)
        # The outermost quotation may go on in the next paragraph. The others were never closed.
        if marks and self._open:
            self._ends = paragraph.end
        self._give_up(self._open[1:])

    def _go_on(
        self, carried: _Mark, marks: list[_Mark], content: str, paragraph: Span
    ) -> list[_Mark]:
        """Go on with a quotation that the paragraph before left open, or end it there.

        Each paragraph of it begins with a mark, or those in the middle have no marks.
        Return the marks that are still to be read.
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
        """Take a quotation that was never closed to the end of its paragraph."""
        self._found += [
            Span(mark.end, self._ends)
            for mark in marks
            if not mark.single and mark.end < self._ends
        ]

    def _close(self, mark: _Mark, later: Iterable[_Mark]) -> bool:
        """Close the quotation that the mark closes; return whether the mark is used up."""
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
            if mark.single:  # an apostrophe within other marks
                return False
        return False


def _marks(content: str, paragraph: Span) -> list[_Mark]:
    marks = []
    for token in _TOKEN.finditer(content, *paragraph):
        if token["other"]:
            continue
        start, end = token.span()
        before = content[start - 1] if start > paragraph.start else ""
        after = content[end] if end < paragraph.end else ""
        mark = _Mark(intern(token[0]), start, end, intern(before), intern(after), content)
        if not mark.apostrophe:
            marks.append(mark)
    return marks


def _is_apostrophe(mark: _Mark, later: Iterable[_Mark]) -> bool:
    """Return whether a mark ends a word, as in workers' rights, and a later mark closes.

    Quotations in other marks in between are passed over.
    """
    if mark.after != " " or not mark.cut_short:
        return False
    depth = 0
    for other in later:
        if not other.single:
            depth += 1 if other.opens else -1
            if depth < 0:
                return False
        elif depth == 0 and other.opens and other.sign in _CLOSES:
            return False
        elif depth == 0 and other.can_close and other.punctuated:
            return True
    return False


def _united(spans: Sequence[Span]) -> list[Span]:
    """Return the outermost spans in order."""
    united: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not united or span.end > united[-1].end:
            if united and span.start < united[-1].end:
                span = Span(united.pop().start, span.end)
            united.append(span)
    return united
