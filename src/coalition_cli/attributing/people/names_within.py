"""The name within the words of a source, and the titles before it.

the deputy campaign manager Ana Ruiz          titles: deputy campaign manager; name: Ana Ruiz
Secretary of State Ana Ruiz of Ravenna        titles: Secretary of State; name: Ana Ruiz
a friend of Ana Ruiz                          none: the friend is described
Ruiz's lawyer                                 none
"""

from ..grammar.tokens import Shape, Token, Tokens
from .naming import Titled, body_kind, is_given_name, is_name_word, name_words, titled
from .register import Register
from .wordlists import Wordlists, bare


class NamesWithin:
    """Finds names in parts of sources of one article."""

    def __init__(self, tokens: Tokens, register: Register, words: Wordlists) -> None:
        self._tokens, self._register, self._words = tokens, register, words

    def of(self, part: range) -> Titled:
        """Return the titles and the name in a part; both are empty if there is no name."""
        nothing = Titled(none(part), none(part))
        head = self._head_part(part)
        if not head or not self._may_end(self._tokens[head[-1]]) or self._is_heading(part):
            return nothing
        run = range(self._run_start(head), head.stop)
        chief = self._register.heads.of(head)
        if 0 <= chief < run.start - 1 and self._tells_more(chief + 1):
            return nothing  # officials handling Freedom of Information requests
        name = titled(self._tokens, run, self._words).name
        parts = name_words(self._tokens, name, self._words)
        if not parts:
            return nothing
        if len(parts) > 1 and not self._register.named(none(name), name):
            name = self._known_within(name)
        before = range(head.start, max(head.start, name.start))
        return Titled(range(self._titles_start(before), name.start), name)

    def _tells_more(self, number: int) -> bool:
        """Return whether a word after a noun tells what it does: officials | handling requests."""
        token = self._tokens[number]
        return token.shape is Shape.LOWER and token.lower.endswith(self._words.participles)

    def trimmed(self, numbers: range) -> range:
        """Return some tokens without signs at their ends, and without `by` or `and` before them."""
        first, stop = numbers.start, numbers.stop
        before = self._words.coordinating | self._words.before_sources
        while first < stop and not (
            self._tokens[first].is_word and self._tokens[first].lower not in before
        ):
            first += 1
        while first < stop and not self._tokens[stop - 1].is_word:
            stop -= 1
        return range(first, stop)

    def undetermined(self, part: range) -> range:
        """Return a part without the determiners at its beginning."""
        number = part.start
        while number < part.stop - 1 and self._tokens[number].lower in self._words.determiners:
            number += 1
        return range(number, part.stop)

    def _titles_start(self, before: range) -> int:
        """Return where the titles before a name begin: no determiner, and no sign before them."""
        marks = (n for n in reversed(before) if self._tokens[n].shape is Shape.MARK)
        part = range(next(marks, before.start - 1) + 1, before.stop)
        return self.undetermined(range(part.start, part.stop + 1)).start

    def after_determiner(self, part: range) -> range:
        """Return a part after its last determiner."""
        determiners = (
            n for n in reversed(part) if self._tokens[n].lower in self._words.determiners
        )
        return range(next(determiners, part.start - 1) + 1, part.stop)

    def _may_end(self, token: Token) -> bool:
        """Return whether a name may end with a word."""
        if token.shape is Shape.LOWER:  # al-Hadid
            particle, hyphen, name = token.text.partition("-")
            return bool(hyphen) and particle in self._words.particles and name[:1].isupper()
        known = token.lower in self._register.surnames  # Theresa May
        return token.shape is Shape.CAPITAL and (known or is_name_word(token, self._words))

    def _is_heading(self, part: range) -> bool:
        """Return whether words are all in capitals, as in a heading: they name nobody."""
        found = [self._tokens[number] for number in part if self._tokens[number].is_word]
        if len(found) < 3 or any(token.text.upper() != token.text for token in found):
            return False
        return len(found) > 3 or any(token.lower in self._words.function for token in found)

    def _known_within(self, name: range) -> range:
        """Return the known name in what is none as a whole: Ana Ruiz Hammers Banks; Absent Ruiz."""
        words = self._words
        if body_kind(self._tokens.words(name), words):
            return name
        given = words.is_given(self._tokens[name.start].lower)
        begins, last = range(name.start, name.start + 2), range(name.stop - 1, name.stop)
        if len(name) > 2 and given and self._is_sure(begins):
            return begins
        if not given and self._is_sure(last):
            return last
        first = range(name.start, name.start + 1)
        return first if len(name) > 2 and self._is_sure(first) else name

    def _is_sure(self, name: range) -> bool:
        """Return whether a name is that of a person beyond doubt."""
        register = self._register
        found = [register.persons[number] for number in register.named(none(name), name)]
        return any(person.sure for person in found)

    def _head_part(self, part: range) -> range:
        """Return a part up to its first preposition, without what stands before the last owner."""
        first, number = part.start, part.start
        while number < part.stop:
            token = self._tokens[number]
            if token.shape is Shape.POSSESSIVE and number + 1 < part.stop:
                first = number + 1
            elif number > first and self._is_preposition(token):
                name = self._after_office(range(first, number), range(number + 1, part.stop))
                if not name:
                    return self.trimmed(range(first, number))
                number = name - 1
            number += 1
        return self.trimmed(range(first, part.stop))

    def _is_preposition(self, token: Token) -> bool:
        return token.shape is Shape.LOWER and token.lower in self._words.prepositions

    def _after_office(self, office: range, rest: range) -> int:
        """Return where a name begins after an office with `of`: Secretary of State | Ana Ruiz.

        Return 0 if no name follows: a friend of Ana Ruiz.
        """
        tokens, words = self._tokens, self._words
        if tokens[office.stop].lower not in words.belonging or not rest:
            return 0
        determined = tokens[office.start].lower in words.determiners
        if determined or not words.is_noun(tokens[office[-1]].lower):
            return 0
        for number in rest:
            token = tokens[number]
            if self._is_preposition(token) and token.lower not in words.belonging:
                return 0
            if rest.start < number < rest[-1] and words.is_given(token.lower):
                return number
        return self._known_name(rest)

    def _known_name(self, rest: range) -> int:
        """Return where a name begins whose surname the article knows; 0 if there is none."""
        last = rest[-1]
        numbers = self._register.surnames.get(self._tokens[last].lower, ())
        if len(rest) < 2 or not self._may_end(self._tokens[last]) or not numbers:
            return 0
        given = self._register.persons[numbers[0]].given
        return last - 1 if len(rest) > 2 and self._tokens[last - 1].lower == given else last

    def _run_start(self, head: range) -> int:
        """Return where the run of capitals begins with which a part ends."""
        words, last = self._words, head[-1]
        first = last
        for number in range(last - 1, head.start - 1, -1):
            token = self._tokens[number]
            if token.shape is Shape.CAPITAL and is_name_word(token, words):
                first = number
            elif (
                token.text not in (",", "&")
                and token.shape is not Shape.MARK
                and token.lower not in words.particles
            ):
                break
        while (
            first > head.start
            and self._tokens[first - 1].lower in words.particles - words.determiners
        ):
            first -= 1
        while first < last and bare(self._tokens[first].lower) in words.function:
            if is_given_name(self._tokens, first, words):
                break  # Will Ruiz
            first += 1
        return first


def none(near: range) -> range:
    """Return no tokens."""
    return range(near.start, near.start)
