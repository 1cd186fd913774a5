"""What a cut leaves out of a text, and what an insertion stands for.

Both are the quoter's right, as long as the words say what they said: neither may hide a word that
denies, another number, or the end of one quotation and the beginning of another. An insertion that
the text has itself stands for itself alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..wording import spans
from .joining import joined
from .parts import DOTS, Part, pieces
from .passage import Passage, Sought
from .quotations import MARKS
from .sentences import sentence_ends
from .span import Span
from .text import Text
from .typography import DASHES, NOTE, Even

POINTS = f"{MARKS} ,.;:!?"  # what a reason leaves out around words
_INSERTION = r"\[[^\[\]]*\]"
_OWN = re.compile(_INSERTION)
_BETWEEN = rf"[\s{DASHES}]*"
_BEFORE = re.compile(rf"{_INSERTION}{_BETWEEN}$")
_BEHIND = re.compile(rf"{_BETWEEN}{_INSERTION}")
_CUT = re.compile(DOTS)
_OWN_CUT = re.compile(rf"^\W*?{DOTS}|{DOTS}\W*$")
_TORN = re.compile(r"[^\[\]]{0,80}\]|.*\[[^\[\]]{0,80}\Z", re.DOTALL)
_AROUND = 1_000  # code points, in which an insertion of the text ends or begins
_BACK = 8  # code points before a gap that tell whether a sentence ended there
_NEAR = 80  # and in which the same one shows that what is between was left out
_FEW = 2  # words that an insertion at an end may stand for, however short it is
_CLAUSE = re.compile(r"[,;:，；：、،؛—–]|\s-\s")
_ENDED = re.compile(rf"[.!?…。！？।؟۔]['\"{re.escape(MARKS)}\s]*$")


class Told(NamedTuple):
    """What is to be said of a gap, and whether the words are another's by it."""

    reason: str
    alters: bool


def told(text: Text, sought: Sought, passage: Passage) -> Iterator[Told]:
    """Yield what the cuts and the insertions of words that were found hide or stand for."""
    found = [span for span in passage.parts if span]
    yield from _leading(text, sought, passage)
    for part, left, right in zip(sought.parts[1:], found, found[1:], strict=False):
        gap = Span(left.end, right.start)
        said = list(_insertion(text, part, gap)) if part.inserted else []
        hidden = list(_hidden(text, sought, part, gap) if part.gap else _left_out(text, gap))
        yield from [one._replace(alters=one.alters or bool(hidden)) for one in said] or hidden
        if part.gap and not part.inserted and not hidden:
            yield from _beside_own_cut(text, part, gap)
    yield from _trailing(text, sought, passage)


def is_sound(text: Text, sought: Sought, passage: Passage) -> bool:
    """Whether no cut and no insertion changes what the words say."""
    return not any(one.alters for one in told(text, sought, passage))


def _insertion(text: Text, part: Part, gap: Span) -> Iterator[Told]:
    """Yield for what an insertion stands between two parts."""
    there = _without_notes(text.content, gap)
    if not spans(there) or _same(there, part.gap):
        return
    own = _OWN.findall(there)
    beside = _beside(own, part.gap)
    if own and len(beside) > len(own):
        for inserted, words in zip(beside, _OWN.split(there), strict=True):
            if spans(words):
                yield _stands_for(inserted, words, alters=not inserted)
        return
    yield _stands_for(part.gap, there, alters=bool(own))


def _beside(own: Sequence[str], gap: str) -> list[str]:
    """Return the insertions of a gap before and behind each of those that the text has itself.

    Where the gap has not all of those, they are fewer.
    """
    beside = [""]
    for _, inserted in pieces(gap):
        if len(beside) <= len(own) and _same(own[len(beside) - 1], inserted):
            beside.append("")
        else:
            beside[-1] = f"{beside[-1]} {inserted}".strip()
    return beside


def _stands_for(inserted: str, there: str, *, alters: bool) -> Told:
    words = _plain(there)
    if not inserted:
        return Told(f"'{words}' is left out", alters)
    return Told(f"'{inserted}' stands for '{words}'", alters or _counts(inserted, there))


def _left_out(text: Text, gap: Span) -> Iterator[Told]:
    """Yield what stands where the words have only a letter in another case."""
    there = _plain(text.content[gap.start : gap.end])
    if spans(there):
        yield Told(f"'{there}' is left out", alters=True)


def _hidden(text: Text, sought: Sought, part: Part, gap: Span) -> Iterator[Told]:
    """Yield what makes other words of the parts on either side of a gap."""
    if _TORN.match(text.content, *gap):
        yield Told("only a part of what the text has in brackets", alters=True)
    elif sought.quoted and (reason := joined(text, gap)):
        yield Told(reason, alters=True)
    elif denial := _denial(text, part, gap):
        yield Told(f"'{denial}' is left out", alters=True)
    elif not part.inserted and gap.end - gap.start <= _NEAR:
        inserted, there = _inserted(part.gap), text.content[slice(*gap)]
        if _counts(inserted, there):
            yield _stands_for(inserted, there, alters=True)


def _beside_own_cut(text: Text, part: Part, gap: Span) -> Iterator[Told]:
    """Yield that words are left out beside a cut which the text has itself."""
    there = text.content[gap.start : gap.end]
    if _OWN_CUT.search(there) and len(_CUT.findall(there)) >= len(_CUT.findall(part.gap)):
        more = _plain(_CUT.sub(" ", there))
        if 0 < len(spans(more)) <= _FEW:
            yield Told(f"'{more}' is left out", alters=True)


def _denial(text: Text, part: Part, gap: Span) -> str | None:
    """Return a word that denies in the sentences of which words stand on either side of a gap.

    Where whole sentences are left out, those are the rest of the clause before, and the beginning
    of the sentence behind. An insertion of the text that the gap has too is not left out.
    """
    find, low = text.denials.find, max(0, gap.start - _BACK)
    content = text.content[low : gap.start] + _without_own(text.content[slice(*gap)], part.gap)
    gap = Span(gap.start - low, len(content))
    ends = list(sentence_ends(content, gap))
    if not ends:
        return find(content, gap.start, gap.end)
    clause = _CLAUSE.search(content, gap.start, ends[0].start())
    head = clause.start() if clause and _plain(content[gap.start : clause.start()]) else None
    begun = not _ENDED.search(content, 0, gap.start)
    before = find(content, gap.start, head or ends[0].start()) if begun else None
    return before or find(content, ends[-1].end(), gap.end)


def _without_own(there: str, gap: str) -> str:
    inserted = [one for kind, one in pieces(gap) if kind == "insertion"]
    return _OWN.sub(
        lambda own: " " if any(_same(own[0], one) for one in inserted) else own[0], there
    )


def _leading(text: Text, sought: Sought, passage: Passage) -> Iterator[Told]:
    """Yield for what an insertion before the first part stands."""
    part, cut = _at_end(sought.parts[0], -1)
    if not part.gap:
        return
    start, content = passage.start, text.content
    low = max(0, start - _AROUND, text.bounds(start).start)
    if cut:
        begins = [one.end() for one in sentence_ends(content, Span(low, start))]
        begins += [one.end() for one in _the_same(content, Span(low, start), part.gap)]
        yield from _cut_off(text, Span(max(begins, default=low), start))
        return
    if found := _BEFORE.search(content, low, start):
        yield from _insertion(text, part, Span(found.start(), start))
        return
    near = list(_OWN.finditer(content, max(low, start - _NEAR), start))
    if near and _same(near[-1][0], part.gap):
        yield Told(f"'{_plain(content[near[-1].end() : start])}' is left out", alters=True)
        return
    words = spans(content[low:start])[-max(_FEW, len(spans(part.gap))) :]
    if words and (there := Span(low + words[0].start, start)):
        yield from _replaced(text, part, there)


def _trailing(text: Text, sought: Sought, passage: Passage) -> Iterator[Told]:
    """Yield for what an insertion behind the last part stands."""
    part, cut = _at_end(sought.ending, 0)
    if not part.gap:
        return
    content, end = text.content, passage.end
    high = min(len(content), end + _AROUND, text.bounds(end - 1).end)
    if cut:
        ends = [one.start() for one in sentence_ends(content, Span(end, high))]
        ends += [one.start() for one in _the_same(content, Span(end, high), part.gap)]
        yield from _cut_off(text, Span(end, min(ends, default=high)))
        return
    if found := _BEHIND.match(content, end, high):
        yield from _insertion(text, part, Span(end, found.end()))
        return
    near = _OWN.search(content, end, min(high, end + _NEAR))
    if near and _same(near[0], part.gap):
        yield Told(f"'{_plain(content[end : near.start()])}' is left out", alters=True)
        return
    words = spans(content[end:high])[: max(_FEW, len(spans(part.gap)))]
    if words:
        yield from _replaced(text, part, Span(end, end + words[-1].end))


def _at_end(part: Part, beside: int) -> tuple[Part, bool]:
    """Return a part with no more than the insertions of its gap, and whether a cut is nearer.

    `beside` is the number of what stands next to the words.
    """
    found = pieces(part.gap)
    return part._replace(gap=_inserted(part.gap)), bool(found) and found[beside][0] == "cut"


def _inserted(gap: str) -> str:
    return " ".join(one for kind, one in pieces(gap) if kind == "insertion")


def _the_same(content: str, within: Span, gap: str) -> Iterator[re.Match[str]]:
    return (one for one in _OWN.finditer(content, *within) if _same(one[0], gap))


def _cut_off(text: Text, gap: Span) -> Iterator[Told]:
    """Yield what is left out of a sentence between its words and an insertion at an end."""
    if denial := text.denials.find(text.content, *gap):
        yield Told(f"'{denial}' is left out", alters=True)


def _replaced(text: Text, part: Part, gap: Span) -> Iterator[Told]:
    """Yield that an insertion at an end may stand for a word that denies, in the same sentence."""
    content = text.content
    at_start = gap.end if part.text else gap.start
    ends = list(sentence_ends(content, gap))
    if ends:
        gap = (
            Span(ends[-1].end(), gap.end)
            if at_start == gap.end
            else Span(gap.start, ends[0].start())
        )
    if denial := text.denials.find(content, *gap):
        yield Told(f"'{part.gap}' stands for '{denial}'", alters=True)


def _counts(inserted: str, there: str) -> bool:
    """Whether an insertion has another number than the words that it stands for."""
    one, other = re.findall(r"\d+", inserted), re.findall(r"\d+", there)
    return bool(one and other and one != other)


def _same(one: str, gap: str) -> bool:
    """Whether an insertion of the text is that of the words, which may have a cut in it."""
    pieces = map(re.escape, re.split(DOTS, _even(gap)))
    return re.fullmatch(r"\s*.*?\s*".join(pieces), _even(one), re.DOTALL) is not None


def _even(inserted: str) -> str:
    return re.sub(r"\s+(?=\])", "", Even(inserted.strip()).text)


def _without_notes(content: str, gap: Span) -> str:
    notes = [note.span() for note in NOTE.finditer(content, *gap)]
    starts, ends = [start for start, _ in notes], [end for _, end in notes]
    kept = zip([gap.start, *ends], [*starts, gap.end], strict=True)
    return "".join(content[start:end] for start, end in kept)


def _plain(there: str) -> str:
    return re.sub(r"\s+", " ", there).strip(POINTS)
