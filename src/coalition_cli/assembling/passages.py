"""An attribution → the passages of its article, as appearances state them.

Each is held to the text: `verify` finds its quote exact, in its paragraph, and in this place. Words
for which no way is found to state them so are left out.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..attributing.attribution import Attribution, Kind
from ..reading.limits import MAX_SCALAR
from ..reading.partial import holds, lacks_marks
from ..verifying import ArticleText, StatedPlace, Verdict, verify, verify_partial
from ..verifying.paragraphs import BLANK, Span
from ..verifying.picking import CUT, can_be_told_apart, without_points
from ..verifying.quotations import MARKS
from ..verifying.surroundings import page, recurs

Passage = dict[str, object]  # paragraph, quote, wording, offset and locator of an appearance

_EDGES = f"{BLANK},;:"  # what the sentence around the words needs, and they do not


def passages(text: ArticleText, attribution: Attribution) -> list[Passage]:
    """Return the passage of an attribution; several where they cannot be stated as one."""
    stretches = stretches_of(text, attribution)
    quoted = quoted_in(text, stretches)
    if attribution.kind is Kind.DIRECT and quoted:
        if found := _quote(text, quoted):
            return [found]
        if alone := [one for span in quoted if (one := _quote(text, [span]))]:
            return alone
    if not stretches:
        return []
    around = Span(stretches[0].start, stretches[-1].end)
    if found := _worded(text, stretches) or _worded(text, [around]):
        return [found]
    return [one for stretch in stretches if (one := _worded(text, [stretch]))]


def stretches_of(text: ArticleText, attribution: Attribution) -> list[Span]:
    """Return the stretches of an attribution that have words, without what is around these."""
    return [bare for span in attribution.content if (bare := _bare(text, span))]


def _bare(text: ArticleText, span: Span) -> Span | None:
    """Return a stretch without blanks and commas around it; None if it has no word."""
    words = text.content[slice(*span)]
    start = span.start + len(words) - len(words.lstrip(_EDGES))
    bare = Span(start, start + len(words.strip(_EDGES)))
    return bare if any(map(str.isalnum, words)) else None


def quoted_in(text: ArticleText, stretches: Sequence[Span]) -> list[Span]:
    """Return what of some stretches stands in quotation marks, without these, in order."""
    found: list[Span] = []
    for stretch in stretches:
        quotation = text.quotations.at(stretch.start) or text.quotations.following(stretch)
        while quotation and quotation.start < stretch.end:
            start, end = max(stretch.start, quotation.start), min(stretch.end, quotation.end)
            while start in text.quotations.repeated:
                start += 1
            part = Span(start, max(start, end))
            if bare := _bare(text, part):
                found.append(bare)
            quotation = text.quotations.following(quotation)
    return _continued(text, found)


def _continued(text: ArticleText, parts: Sequence[Span]) -> list[Span]:
    """Return parts as one where one quotation goes on from paragraph to paragraph."""
    joined = list(parts[:1])
    for before, part in pairwise(parts):
        between = text.content[before.end : part.start].strip(MARKS + BLANK)
        if not between and text.quotations.at(before.start) == text.quotations.at(part.start):
            joined[-1] = Span(joined[-1].start, part.end)
        else:
            joined.append(part)
    return joined


def _quote(text: ArticleText, parts: Sequence[Span]) -> Passage | None:
    """Return the passage of a quotation in its parts, with cuts between them, if it is exact."""
    written = [text.content[slice(*part)] for part in parts]
    if not can_be_told_apart(text, written):
        return None
    start = parts[0].start
    for quote in dict.fromkeys([without_points(written), CUT.join(written)]):
        if len(quote) <= MAX_SCALAR:
            for place in _places(text, quote, start):
                verdict = verify(text, quote, place, quoted=True)
                if _is_there(verdict, parts[0]):
                    return _passage(text, start, {"quote": quote, "offset": place.offset})
    return None


def _worded(text: ArticleText, parts: Sequence[Span]) -> Passage | None:
    """Return the passage of the article's own words, with the longest quote in them, if any."""
    written = [text.content[slice(*part)] for part in parts]
    wording, start = CUT.join(written), parts[0].start
    if len(wording) > MAX_SCALAR or not can_be_told_apart(text, written):
        return None
    for part in sorted(quoted_in(text, parts), key=lambda part: part.start - part.end):
        if found := _partial(text, wording, parts[0], part):
            return found
    for place in _places(text, wording, start):
        if _is_there(verify(text, wording, place, quoted=False), parts[0]):
            return _passage(text, start, {"wording": wording, "offset": place.offset})
    return None


def _partial(text: ArticleText, wording: str, first: Span, part: Span) -> Passage | None:
    quote = without_points([text.content[slice(*part)]])
    if not quote or not holds(wording, quote) or lacks_marks(wording, quote):
        return None
    for place in _places(text, quote, part.start):
        around, inside = verify_partial(text, wording, quote, place)
        same = around.paragraph == inside.paragraph == place.paragraph
        if same and _is_there(around, first) and _is_there(inside, part):
            values = {"quote": quote, "wording": wording, "offset": place.offset}
            return _passage(text, first.start, values)
    return None


def _places(text: ArticleText, words: str, start: int) -> list[StatedPlace]:
    """Return the ways to state a place: by its paragraph; and by its offset, if it needs one."""
    paragraph = text.paragraph(start)
    at = text.content.find(words, start)
    exact = StatedPlace(paragraph, at if at >= 0 else start)
    if at >= 0 and recurs(text, words, at):
        return [exact]
    return [StatedPlace(paragraph), exact]


def _is_there(verdict: Verdict, part: Span) -> bool:
    """Whether words are exact, and begin within a part of the text."""
    if (verdict.status, verdict.reason) != ("exact", None) or verdict.start is None:
        return False
    return part.start <= verdict.start < part.end


def _passage(text: ArticleText, start: int, values: Mapping[str, object]) -> Passage:
    told = {"paragraph": text.paragraph(start), **values, "locator": page(text, start) or None}
    return {name: value for name, value in told.items() if value is not None}
