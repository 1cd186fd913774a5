"""Articles for tests, made of marked lines: who is credited > what is said # label.

Ana Ruiz > "The bridge stays closed." # closed
an engineer > the port knew of the cracks
+ residents > they are cut off          a group
- > the bridge is old                   nobody is credited
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coalition_cli.assembling.article import Article
from coalition_cli.attributing.attribution import Attributed, Attribution, Certainty, Kind, Speaker
from coalition_cli.extracting.document import Document
from coalition_cli.extracting.statement import Stated
from coalition_cli.verifying import ArticleText
from coalition_cli.verifying.paragraphs import Span

_QUOTED = re.compile(r'"[^"]*"')


class Line(NamedTuple):
    """An attribution as it is marked."""

    who: str
    content: str
    label: str = ""


def lines(marked: str) -> list[Line]:
    """Return the attributions of a marked text."""
    found = []
    for line in filter(None, map(str.strip, marked.splitlines())):
        who, _, rest = line.partition(" > ")
        content, _, label = rest.partition(" # ")
        found.append(Line(who, content.strip(), label.strip()))
    return found


def article(marked: str, key: str = "a", stated: Stated | None = None) -> Article:
    """Return an article with the attributions that are marked, a paragraph each."""
    speakers: dict[str, Speaker] = {}
    attributions: list[Attribution] = []
    paragraphs: list[str] = []
    place = 0
    for who, content, _ in lines(marked):
        paragraph = _paragraph(who, content)
        start = place + paragraph.index(content)
        source = place + paragraph.rindex(_called(who)) if who != "-" else 0
        attributions.append(
            Attribution(
                kind=_kind(content),
                content=(Span(start, start + len(content)),),
                source=() if who == "-" else (Span(source, source + len(_called(who))),),
                speaker=None if who == "-" else _number(speakers, who),
                certainty=Certainty.OPEN if who == "-" else Certainty.STATED,
            )
        )
        paragraphs.append(paragraph)
        place += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    known = stated or Stated()
    attributed = Attributed(tuple(attributions), tuple(speakers.values()))
    return Article(key, Document(text, known), attributed, {}, ArticleText(text, known.language))


def _called(who: str) -> str:
    return who.removeprefix("+ ")


def _paragraph(who: str, content: str) -> str:
    if who == "-":
        return content
    if _kind(content) is Kind.DIRECT:
        return f"{content}, {_called(who)} said."
    return f"{content}, said {_called(who)}."


def _kind(content: str) -> Kind:
    if _QUOTED.fullmatch(content):
        return Kind.DIRECT
    return Kind.PARTIAL if _QUOTED.search(content) else Kind.REPORTED


def _number(speakers: dict[str, Speaker], who: str) -> int:
    if who not in speakers:
        called, group = _called(who), "group" if who.startswith("+") else "person"
        named = called[0].isupper()
        speakers[who] = Speaker(called, "", group) if named else Speaker("", called, group)
    return [*speakers].index(who)


class Story(NamedTuple):
    """Articles of one story, and the labels of their attributions."""

    name: str
    articles: list[Article]
    labels: list[list[str]]


def stories(text: str) -> Iterator[Story]:
    """Yield the stories of a text: each begins with ==, each article with =."""
    text = "\n".join(line for line in text.splitlines() if not line.startswith("# "))
    for story in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        name, *parts = re.split(r"^= ", story, flags=re.MULTILINE)
        found = Story(name.strip(), [], [])
        for part in parts:
            header, _, marked = part.partition("\n")
            key, publisher, date, *more = map(str.strip, header.split("|"))
            language = more[0] if more else "en"
            stated = Stated(publisher=publisher, date=date, language=language)
            found.articles.append(article(marked, key, stated))
            found.labels.append([line.label for line in lines(marked)])
        yield found
