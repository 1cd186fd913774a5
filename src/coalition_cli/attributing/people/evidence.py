"""What stands beside a name and says who that is.

Sen. Ana Ruiz (R-Fla.), 47, a lawyer from Tampa, said she …
a title; a tag: republican, florida; an age: a person; an apposition: lawyer; she
"""

from bisect import bisect_left

from ..grammar.tokens import Shape, Tokens
from .heads import Heads
from .persons import Mention, Person
from .wordlists import ANY, Wordlists, bare

_LONGEST = 24  # tokens of an apposition
_NEAR = 60  # tokens after a name in which its he or she stands
_BEFORE = frozenset(",(–—")
_AFTER = frozenset(",;:()–—")


class Evidence:
    """Reads what stands beside the names of one article."""

    def __init__(self, tokens: Tokens, words: Wordlists, heads: Heads) -> None:
        self._tokens, self._words, self._heads = tokens, words, heads
        self._pronouns = [
            number
            for number, token in enumerate(tokens.all)
            if token.lower in words.subjects and token.quotation == -1
        ]

    def note(self, person: Person, titles: range, name: range) -> None:
        """Note what stands before and after a place where a person is named."""
        tokens, words = self._tokens, self._words
        start = titles.start if titles else name.start
        says = name.stop < len(tokens) and tokens[name.stop].lower in words.saying
        place = person.given in words.place_starts or person.surname in words.places
        definite = tokens[start - 1].lower in words.definite
        if says and person.given and not (place or definite):
            person.sure = True
        if titles:
            person.sure = True
            person.genders[self.of_titles(titles)] += 2
            self._describe(person, titles)
        elif bare(tokens[name.start].lower) in words.kept:
            person.genders[words.gender(tokens[name.start].lower)] += 2
            self._describe(person, name[:1])
        comma = start > 1 and tokens[start - 1].text == ","
        noun = start - 2 if comma else start - 1  # the council's leader, Ana Ruiz
        before = tokens[noun] if noun >= 0 else None
        if before and before.shape is Shape.LOWER and words.is_noun(before.lower):
            person.sure = True
            person.genders[words.gender(before.lower)] += 1
            self._describe(person, range(self._heads.start(noun), noun + 1))
        self._after(person, name.stop)

    def of_titles(self, titles: range) -> str:
        """Return what titles say of a gender."""
        genders = {self._words.gender(self._tokens[number].lower) for number in titles} - {ANY}
        return genders.pop() if len(genders) == 1 else ANY

    def offices(self, titles: range) -> set[str]:
        """Return the nouns of what titles say that somebody is: senator."""
        nouns = (self._words.noun(self._tokens[number].lower) for number in titles)
        return {noun for noun in nouns if noun}

    def following(self, start: int, stop: int) -> str:
        """Return what the first he or she after a token says, in its sentence or the next one.

        Empty if none stands there before another token.
        """
        tokens, words = self._tokens, self._words
        found = bisect_left(self._pronouns, start)
        if found == len(self._pronouns) or self._pronouns[found] >= min(stop, start + _NEAR):
            return ""
        number = self._pronouns[found]
        near = tokens.sentence(number) <= tokens.sentence(start - 1) + 1
        return words.pronouns[tokens[number].lower] if near else ""

    def note_gender(self, person: Person, mention: Mention, gender: str) -> None:
        """Note a he or she after a name. It makes a person of one who does something there."""
        words, tokens = self._words, self._tokens
        if person.gender == ANY or not person.sure:
            person.genders[gender] += 1
        place = person.given in words.place_starts or person.surname in words.places
        definite = tokens[mention.start - 1].lower in words.definite
        after = tokens[mention.stop].lower if mention.stop < len(tokens) else ""
        acts = after in words.saying or after in words.auxiliaries
        acts = acts or (person.given != "" and mention.start in tokens.begins)
        person.sure = person.sure or (acts and not place and not definite)

    def _describe(self, person: Person, phrase: range) -> None:
        """Note what a title or an apposition says that a person is."""
        for number in phrase:
            word = bare(self._tokens[number].lower)
            noun = self._words.noun(word) or (word if word in self._words.parties else "")
            person.words |= {word, noun, self._words.same.get(word, word)}
            if noun:
                person.nouns.add(noun)

    def _after(self, person: Person, number: int) -> None:
        """Note an apposition, an age, `who` or the tag of a party after a name."""
        tokens, words = self._tokens, self._words
        phrase = self._apposition(number)
        if not phrase:
            return
        first = tokens[phrase.start]
        if first.shape is Shape.NUMBER and len(phrase) == 1:
            person.sure = True
            self._after(person, phrase.stop)
        elif self._tag(person, first.text) or first.lower in words.of_persons:
            person.sure = True
        elif self._says_what(phrase):
            person.sure = True
            head = tokens[self._heads.of(phrase)].lower
            person.genders[words.gender(head)] += 1
            person.nouns.add(words.noun(head) or head)
            self._describe(person, phrase)

    def _apposition(self, number: int) -> range:
        """Return what stands between a comma or bracket at a token and the next sign."""
        tokens = self._tokens
        if number >= len(tokens) or tokens[number].text not in _BEFORE:
            return range(0)
        last = min(len(tokens), number + _LONGEST)
        ends = (n for n in range(number + 1, last) if tokens[n].text in _AFTER or tokens[n].ends)
        return range(number + 1, next(ends, last))

    def _tag(self, person: Person, text: str) -> bool:
        """Note the tag of a party, and return whether it is one: R-Fla."""
        tag, _, region = text.partition("-")
        party = self._words.party_tags.get(bare(tag))
        if not party:
            return False
        person.nouns.add(party)
        person.words |= {party, *self._words.regions.get(bare(region), "").split("_")}
        return True

    def _says_what(self, phrase: range) -> bool:
        """Return whether a phrase after a comma says what somebody is, and is no new clause."""
        tokens, words = self._tokens, self._words
        head = self._heads.of(phrase)
        if head < 0:
            return False
        if not words.is_noun(tokens[head].lower) and not self._heads.is_occupation(phrase, head):
            return False
        first = tokens[phrase.start]
        if first.lower in words.prepositions:
            return False  # Ana Ruiz, through her lawyer, said
        owned = any(tokens[number].shape is Shape.POSSESSIVE for number in phrase[:-1])
        if first.lower not in words.determiners and first.shape is not Shape.LOWER and not owned:
            return False
        after = tokens[head + 1].lower if head + 1 < phrase.stop else ""
        if after in words.saying:
            return False  # Ana Ruiz, the mayor said
        leads_on = phrase.stop < len(tokens) and tokens[phrase.stop].text == ":"
        return not leads_on and not any(tokens[n].lower in words.auxiliaries for n in phrase)
