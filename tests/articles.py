"""Articles with quotations, and changes planted in what is quoted of them.

`python -m tests.articles 1000` plants many and reports how many were found.
"""

import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from coalition_cli.verifying import ArticleText, StatedPlace, verify

_SYLLABLES = {
    "latin": "ba co du fe gi ho ju ka lé mø nü pa ri so ta vu xä zo",
    "cyrillic": "ба во гу де жи ко лю ма ней по ри со ту фе ха цы шу ят",
    "arabic": "با تو ثي جا حو خي دا رو زي سا شو صي طا عو في قا كو لي",
    "hindi": "का गि चु जे टो डा ति दु ने पो बा मि यु रे लो वा सि हु",
}
_MARKS = {
    "latin": ["“”", '""', "„“", "«»", "»«", "‘’", "''", "””", "‹›"],
    "cyrillic": ["«»", "„“", '""'],
    "arabic": ["«»", "“”", '""'],
    "hindi": ["“”", "‘’", '""'],
    "han": ["“”", "「」", "『』", "‘’"],
}
Words = list[str]


class Planted(NamedTuple):
    """Words as they are quoted, and what is to be found of them."""

    kind: str
    words: str
    status: str
    start: int
    end: int
    paragraph: int
    set_anew: bool  # whether the article has what a quote leaves out


class _Article:
    """Writes an article in one script, in which no word stands twice."""

    def __init__(self, random: Random, script: str) -> None:
        self._random, self.script = random, script
        self.space = "" if script == "han" else " "
        self.content = ""
        self._used: set[str] = set()

    def words(self, count: int) -> Words:
        """Return new words."""
        return [self._word() for _ in range(count)]

    def _word(self) -> str:
        while True:
            if self.script == "han":
                word = chr(self._random.randrange(0x4E00, 0x9FFF))
            else:
                word = "".join(self._random.choices(_SYLLABLES[self.script].split(), k=4))
            if word not in self._used:
                self._used.add(word)
                return word

    def write(self, words: Sequence[str]) -> int:
        """Write words, and return where they begin."""
        start = len(self.content)
        self.content += self.space.join(words)
        return start


def planted(seed: int, quotations: int = 8) -> tuple[str, list[Planted]]:
    """Return an article and what was quoted of it, with changes; the same for each seed."""
    random = Random(seed)
    article = _Article(random, random.choice(list(_MARKS)))
    places: list[tuple[Words, int, int, Words]] = []
    for number in range(1, quotations + 1):
        article.write([*article.words(random.randint(6, 12)), ""])
        marks = random.choice(_MARKS[article.script])
        said = article.words(random.randint(4, 20) * (2 if article.script == "han" else 1))
        if random.random() < 0.3:  # the article has an insertion of its own
            own = random.randrange(1, len(said) - 1)
            said[own] = f"[{said[own]}]"
        written = _with_apparatus(random, said) if random.random() < 0.3 else said
        article.content += marks[0]
        places.append((said, article.write(written), number, written))
        article.content += random.choice(["", ",", "."]) + marks[1]
        article.write(["", *article.words(random.randint(4, 12))])
        article.content += random.choice([".\n\n", ".\r\n \t\r\n"])
    return article.content, [_planted(random, article, *place) for place in places]


def _planted(
    random: Random, article: _Article, said: Words, start: int, number: int, written: Words
) -> Planted:
    kind = random.choice(list(_CHANGES))
    words, status = _CHANGES[kind](random, article, list(said))
    end = start + len(article.space.join(written))
    return Planted(kind, words, status, start, end, number, set_anew=written is not said)


def _with_apparatus(random: Random, said: Words) -> Words:
    """Return words with a note or a soft hyphen at the end of a line, as an article is set."""
    number = random.randrange(1, len(said) - 1)
    word = said[number]
    noted = f"{word}[{random.randint(1, 120)}]" if word[0] != "[" else word
    parted = f"{word[:-1]}\xad\n{word[-1]}" if word[-1].isalpha() and len(word) > 1 else word
    return [*said[:number], random.choice([noted, parted]), *said[number + 1 :]]


def _same(random: Random, article: _Article, words: Words) -> tuple[str, str]:
    del random
    return article.space.join(words), "exact"


def _replaced(random: Random, article: _Article, words: Words) -> tuple[str, str]:
    words[random.randrange(len(words))] = article.words(1)[0]
    return article.space.join(words), "altered"


def _dropped(random: Random, article: _Article, words: Words) -> tuple[str, str]:
    del words[random.randrange(1, len(words) - 1)]
    return article.space.join(words), "altered"


def _inserted(random: Random, article: _Article, words: Words) -> tuple[str, str]:
    words.insert(random.randrange(1, len(words)), article.words(1)[0])
    return article.space.join(words), "altered"


def _cut(random: Random, article: _Article, words: Words) -> tuple[str, str]:
    first = random.randrange(1, len(words) - 1)
    words[first : random.randrange(first + 1, len(words))] = [
        random.choice(["…", "...", "[…]", "(...)", "[...]"])
    ]
    return article.space.join(words), "exact"


def _bracketed(random: Random, article: _Article, words: Words) -> tuple[str, str]:
    words.insert(random.randrange(1, len(words)), "[the minister]")
    return article.space.join(words), "exact"


def _typographic(random: Random, article: _Article, words: Words) -> tuple[str, str]:
    text = article.space.join(words)
    other = unicodedata.normalize("NFD", text)
    if other == text:
        other = text[:1] + "\xad" + text[1:]
    elif random.random() < 0.5:
        other = other.replace(" ", "\xa0", 1)
    return other, "typographic"


def _first_letter(random: Random, article: _Article, words: Words) -> tuple[str, str]:
    del random
    text = article.space.join(words)
    other = text[0].swapcase() + text[1:]
    return other, "exact" if other == text else "typographic"


def _capital(random: Random, article: _Article, words: Words) -> tuple[str, str]:
    number = random.randrange(1, len(words))
    other = words[number].title()
    changed = other != words[number]
    words[number] = other
    return article.space.join(words), "altered" if changed else "exact"


_CHANGES: dict[str, Callable[[Random, _Article, Words], tuple[str, str]]] = {
    "same": _same,
    "replaced": _replaced,
    "dropped": _dropped,
    "inserted": _inserted,
    "cut": _cut,
    "bracketed": _bracketed,
    "typographic": _typographic,
    "first letter": _first_letter,
    "capital": _capital,
}


def misses(seeds: range) -> Iterator[tuple[str, object]]:
    """Yield the kind of each change that was planted, and what was said of it if that is wrong."""
    for seed in seeds:
        content, quotes = planted(seed)
        text = ArticleText(content)
        for one in quotes:
            found = verify(text, one.words, StatedPlace(one.paragraph), quoted=True)
            right = (one.status, one.start, one.end, one.paragraph)
            status = found.status
            if one.set_anew and {status, one.status} == {"exact", "typographic"}:
                status = one.status
            said = (status, found.start, found.end, found.paragraph)
            yield one.kind, None if said == right else (seed, one, found)


def main() -> None:
    """Report how many changes of each kind were planted, and how many of them were missed."""
    all_of_them, wrong = Counter[str](), Counter[str]()
    for kind, miss in misses(range(int(sys.argv[1]))):
        all_of_them[kind] += 1
        wrong[kind] += miss is not None
        if miss and wrong.total() <= 5:
            print(miss)
    for kind, count in all_of_them.items():
        print(f"{kind:12} {count:7,} planted {wrong[kind]:5,} missed")


if __name__ == "__main__":
    main()
