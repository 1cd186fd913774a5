"""Names among the words of an article: where they stand, and what of them is a title.

Senate Minority Leader Harry M. Reid      title: Senate Minority Leader; name: Harry M. Reid
Mr. van der Berg Jr.                      title: Mr.; name: van der Berg Jr.
House Foreign Affairs Committee           the name of a body
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..grammar.tokens import Shape, Token, Tokens
from .wordlists import Wordlists, bare

_LONG = 8  # letters: adverbs that are longer are hardly surnames
_MANY = 4  # words: a name that has as many has something else before it
_TAG = re.compile(r"[A-Z]-[A-Z][\w.]*\Z")  # R-Fla.
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+(?:[^\W\d_])?\Z")


class Titled(NamedTuple):
    """A run of capitals: its titles, and the name after them. Numbers of tokens."""

    titles: range
    name: range


def runs(tokens: Tokens, within: range, words: Wordlists) -> Iterator[range]:
    """Yield the runs of words that may be names, in order."""
    number = within.start
    while number < within.stop:
        token = tokens.all[number]
        capital = token.shape is Shape.CAPITAL and _begins(tokens, number, words)
        if capital and not (number in tokens.begins and _is_adverb(token, words)):
            end = _end(tokens, number, within.stop, words)
            yield range(number, end)
            number = end
        else:
            number += 1


def _begins(tokens: Tokens, number: int, words: Wordlists) -> bool:
    token = tokens[number]
    if not is_name_word(token, words):
        return False
    return bare(token.lower) not in words.function or is_given_name(tokens, number, words)


def is_given_name(tokens: Tokens, number: int, words: Wordlists) -> bool:
    """Return whether a small word is a given name here: Will Ruiz said, but Will Ruiz go."""
    if not words.is_given(tokens[number].lower) or number + 1 >= len(tokens):
        return False
    sentence = tokens.sentences[tokens.sentence(number)]
    asks = number in tokens.begins and tokens[sentence[-1]].text == "?"
    return tokens[number + 1].shape is Shape.CAPITAL and not asks


def _is_adverb(token: Token, words: Wordlists) -> bool:
    """Return whether a word that begins a sentence may be an adverb: Interestingly."""
    longer = len(token.text) > _LONG and token.lower.endswith(words.adverb_endings)
    return longer and not words.is_given(token.lower)


def is_name_word(token: Token, words: Wordlists) -> bool:
    """Return whether a word with a capital may be part of a name."""
    if token.text == "I" or _TAG.match(token.text) or token.text[0] in "@#":
        return False
    if token.lower.partition("'")[0] in words.no_names:  # I've, we'll
        return False
    word = token.lower.rstrip(".")
    if word in words.calendar:  # Jan Peeters, but Jan. 5
        return word in words.given and not token.text.endswith(".")
    return word not in words.no_names


def _end(tokens: Tokens, first: int, stop: int, words: Wordlists) -> int:
    """Return where a run ends that begins at a token."""
    end = first + 1
    while end < stop:
        following = _joined(tokens, end, stop, words)
        if not following:
            return end
        end = following
    return end


def _joined(tokens: Tokens, number: int, stop: int, words: Wordlists) -> int:
    """Return the end of what goes on with a run at a token; 0 if nothing does."""
    token, last = tokens[number], tokens[number - 1]
    if token.quotation != last.quotation:
        return _nickname(tokens, number, stop)
    if bare(last.lower) in words.suffixes:
        return 0
    if token.shape is Shape.CAPITAL:
        may = bare(token.lower) in words.calendar and words.is_given(last.lower)  # Theresa May
        return number + 1 if may or is_name_word(token, words) else 0
    named = number + 1 < stop and tokens[number + 1].shape is Shape.CAPITAL
    if token.text == "&" and named:
        return number + 2  # Roe & Sons
    ahead = number
    while ahead < stop and ahead - number < 3 and tokens[ahead].lower in words.particles:
        ahead += 1
    if number < ahead < stop and tokens[ahead].shape is Shape.CAPITAL:
        return ahead + 1
    if token.text == "," and number + 1 < stop and bare(tokens[number + 1].lower) in words.suffixes:
        return number + 2 if tokens[number + 1].shape is Shape.CAPITAL else 0
    if "-" in token.text and token.text.partition("-")[2][:1].isupper():  # al-Assad
        return number + 1
    return 0


def _nickname(tokens: Tokens, number: int, stop: int) -> int:
    """Return the end of a nickname in marks, before a surname: Ed “Red” Ruiz."""
    ahead = number + 3
    if ahead >= stop or tokens[number].shape is not Shape.MARK:
        return 0
    mark, name, closing = (tokens[each].shape for each in (number, number + 1, number + 2))
    fits = (mark, name, closing) == (Shape.MARK, Shape.CAPITAL, Shape.MARK)
    return ahead + 1 if fits and tokens[ahead].shape is Shape.CAPITAL else 0


def titled(tokens: Tokens, run: range, words: Wordlists) -> Titled:
    """Return what of a run are titles: all up to the last word that is one, if a name is left."""
    while len(run) > 1 and tokens[run[-1]].lower in words.honours:
        run = run[:-1]  # Ana Ruiz MP
    first = tokens[run.start]
    for number in range(run.stop - 2, run.start - 1, -1):
        token = tokens[number]
        if not words.is_title(token.lower) or words.is_given(token.lower):
            continue  # Captain Christian Ruiz
        rest = [tokens[each] for each in range(number + 1, run.stop)]
        names = [each for each in rest if each.is_word and bare(each.lower) not in words.suffixes]
        if not names or (_INITIAL.match(names[0].text) and len(names) == 1):
            continue
        if len(names) == 1 and number > run.start and words.is_given(first.lower):
            continue  # Martin Luther King Jr.
        if len(names) == 1 and bare(token.lower) in words.kept:
            return Titled(range(run.start, number), range(number, run.stop))
        return Titled(range(run.start, number + 1), range(number + 1, run.stop))
    return _of_office(tokens, run, words)


def _of_office(tokens: Tokens, run: range, words: Wordlists) -> Titled:
    """Return a run divided before its first given name: Secretary of | State Ana Ruiz."""
    first = run.start
    before = first - 1 - (first > 1 and tokens[first - 1].lower in words.definite)
    office = before > 0 and tokens[before].lower in words.belonging
    if (office or len(run) >= _MANY) and not words.is_given(tokens[first].lower):
        given = (n for n in range(first + 1, run.stop - 1) if words.is_given(tokens[n].lower))
        surname = office and len(run) == 2 and words.is_noun(tokens[before - 1].lower)
        first = next(given, first + surname)
    return Titled(range(run.start, first), range(first, run.stop))


def name_words(tokens: Tokens, name: range, words: Wordlists) -> list[str]:
    """Return the words of a name in small letters: no suffix, no nickname, no points."""
    found = [tokens[number] for number in name]
    kept = []
    for each, token in zip(name, found, strict=True):
        nickname = each > name.start and tokens[each - 1].shape is Shape.MARK
        if token.is_word and not nickname and bare(token.lower) not in words.suffixes:
            kept.append(token.lower.rstrip("."))
    while len(kept) > 1 and _leads_surname(kept, words):
        kept.pop(0)  # Von der Leyen
    if len(kept) > 1:  # J.D. Vance is JD Vance; the U.N. is not Mr. Un
        kept[0] = kept[0].replace(".", "")
    if len(kept) > 2 and len(kept[0]) == len(kept[1]) == 1:
        kept[:2] = ["".join(kept[:2])]  # J. D. Vance
    return kept


def _leads_surname(parts: list[str], words: Wordlists) -> bool:
    """Return whether a name begins with particles: de Vries, van der Berg; not Van Jones."""
    leads = parts[0] in words.leading_particles
    return leads or (parts[0] in words.particles and parts[1] in words.particles)


def suffix(tokens: Tokens, name: range, words: Wordlists) -> str:
    """Return the suffix of a name in small letters: jr."""
    last = bare(tokens[name.stop - 1].lower)
    return last if last in words.suffixes else ""


def is_body(tokens: Tokens, name: range, words: Wordlists) -> bool:
    """Return whether a name without titles is that of a body or an outlet."""
    return bool(
        body_kind([tokens[number].lower for number in name if tokens[number].is_word], words)
    )


def body_kind(name: list[str], words: Wordlists) -> str:
    """Return the kind of body that the words of a name say: outlet, organisation, or nothing."""
    joined = "_".join(bare(word) for word in name)
    if joined in words.known_outlets:
        return "outlet"
    if name and bare(name[-1]) in words.outlets - (words.no_outlets if len(name) == 1 else set()):
        return "outlet"
    if joined in words.known_bodies or any(
        bare(word) in words.bodies for word in name[-1 if len(name) < 3 else 1 :]
    ):
        return "organisation"
    if any(bare(word) in words.known_outlets for word in name[:1]) and len(name) <= 2:
        return "outlet"
    return ""
