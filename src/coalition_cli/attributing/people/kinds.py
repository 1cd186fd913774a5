"""What kind of speaker a name or a description is: a word of SPEAKER_KINDS."""

from ..grammar.tokens import Tokens
from .naming import Titled, body_kind
from .register import Register
from .wordlists import Wordlists, bare

_ACRONYM = 8  # letters at most
PERSON, GROUP, BODY, OUTLET = "person", "group", "organisation", "outlet"
DOCUMENT, UNKNOWN = "document", "unknown"  # a report, a poll, a letter; or nothing tells


class Kinds:
    """Tells the kinds of the speakers of one article."""

    def __init__(self, tokens: Tokens, register: Register, words: Wordlists) -> None:
        self._tokens, self._register, self._words = tokens, register, words

    def of_name(self, found: Titled, part: range) -> str:
        """Return the kind of who is named in a part of a source."""
        tokens, words = self._tokens, self._words
        if self._is_firm(found):
            return BODY
        name = self.lower(found.name)
        last = bare(name[-1])
        whole = [*self.lower(found.titles), *name]
        kind = body_kind(whole if bare(name[-1]) in words.outlets else name, words)
        if kind == OUTLET or (kind and last not in words.things):
            return kind
        if last in words.things:
            return DOCUMENT
        office = any(words.is_title(tokens[number].lower) for number in found.titles)
        if office or self.is_known(found):
            return PERSON
        if words.noun(last):
            return GROUP if words.is_plural(last) else PERSON
        return self._of_unknown_name(found.name, part)

    def _of_unknown_name(self, numbers: range, part: range) -> str:
        """Return the kind of a name of which the article says nothing."""
        tokens, words = self._tokens, self._words
        name = self.lower(numbers)
        first = tokens[part.start].lower
        counted = first in words.determiners and first not in words.definite
        people = name[-1].endswith(words.peoples) and not words.is_given(name[0])
        if counted or people:
            return GROUP if words.is_plural(name[-1]) else UNKNOWN
        last = tokens[numbers[-1]].text
        if len(name) == 1 and last.isupper() and 1 < len(last) <= _ACRONYM:
            return PERSON if self._turn(numbers.stop) else BODY
        if first in words.definite and len(name) == 1 and words.is_plural(name[0]):
            return GROUP
        place = name[-1] in words.places or (len(name) > 1 and name[0] in words.place_starts)
        if place or first in words.definite:
            return BODY
        return PERSON if len(name) > 1 else UNKNOWN

    def _turn(self, number: int) -> bool:
        """Return whether a colon follows a name, as in a transcript."""
        return number < len(self._tokens) and self._tokens[number].text == ":"

    def of_description(self, part: range) -> str:
        """Return the kind of who or what is described in a part of a source."""
        tokens, words = self._tokens, self._words
        head = self._register.heads.of(part)
        first = tokens[part.start].lower
        one = first in words.single  # one of the officials, one of them
        if head < 0:
            return PERSON if one else GROUP if first in words.groups else UNKNOWN
        word = bare(tokens[head].lower)
        several = "" if one else GROUP if words.is_plural(word) or first in words.counting else ""
        if word in words.world:
            return GROUP
        if words.noun(word) or word in words.groups:
            return several or PERSON
        if word in words.media:
            return OUTLET
        if word in words.bodies:
            return BODY
        return DOCUMENT if word in words.things else several or UNKNOWN

    def is_nobody(self, found: Titled) -> bool:
        """Return whether what looks like a name only describes: the Republican, many Greens."""
        words, name = self._words, self.lower(found.name)
        last = bare(name[-1])
        acronym = self._tokens[found.name[-1]].text.isupper() and len(last) > 1
        if self.is_known(found) or self._is_firm(found) or body_kind(name, words) == OUTLET:
            return False
        if last in words.things or (last in words.function and not acronym):
            return True
        if last in words.world and not found.titles:
            return len(name) == 1 or name[0] in words.directions
        if len(name) > 1 or found.titles:
            given = words.is_given(name[0])
            return bool(words.noun(last)) and not given
        begins = found.name.start in self._tokens.begins and words.is_plural(last)
        several = begins and not acronym and last not in words.places
        noun = words.noun(last) or last in words.groups or several
        return bool(noun) and not body_kind(name, words)

    def _is_firm(self, found: Titled) -> bool:
        """Return whether a sign joins the words of a name: Roe & Sons."""
        return any(self._tokens[number].text == "&" for number in found.name)

    def is_known(self, found: Titled) -> bool:
        """Return whether the article has a person of this name, beyond doubt."""
        register = self._register
        return any(register.persons[number].sure for number in register.named(*found))

    def lower(self, numbers: range) -> list[str]:
        """Return the words of some tokens in small letters."""
        return self._tokens.words(numbers)
