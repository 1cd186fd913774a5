"""A page of claims as HTML: its values, its drawings and its templates put together.

Jinja2 escapes every value. The page's policy lets nothing run and nothing be loaded but its own
style sheet and its own script, which it knows by their SHA-256: what data hold is never code.
"""

import gzip
import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ..schema_org.nodes import graph as graph_of
from . import drawings
from .embedding import packed, searched
from .graph import retellings
from .values import BRIEF, OWN, WHOLE, Article, Bar, Claim, Link, Page, Piece, Wording

# The files of the script in their order: each knows those before it.
_SCRIPT = ("data", "words", "query", "drawing", "chain", "list", "facets", "addresses", "deeds")
_TAGS = {"struck": "del", "added": "ins"}
_PARTICULARS = ("credibility", "kind", "topics", "date", "place", "context", "language", "status")
_LANGUAGE = "en"  # of the page's own words
_FEW = 6  # bars of a field that stand open; the others are behind a word that opens them


class Distribution(NamedTuple):
    """How many claims have each value of a field: pairs of a bar and its length in percent."""

    field: str
    title: str
    few: Sequence[tuple[Bar, float]]
    others: Sequence[tuple[Bar, float]]
    left_out: int


def rendered(page: Page) -> Iterator[str]:
    """Yield the HTML of a page, piece by piece."""
    style, script = _own_file("page.css"), _script()
    environment = _environment(page.language)
    graph = retellings(page.retellings)
    yield from environment.get_template("page.html.jinja").generate(
        page=page,
        listed=page.claims if len(page.claims) <= WHOLE else (),
        brief=page.claims if WHOLE < len(page.claims) <= BRIEF else (),
        graph=graph,
        timeline=drawings.timeline(page.timeline),
        distributions=[*_distributions(page)],
        texts={claim.href: claim.text for claim in page.claims},
        outlet_names={outlet.id: outlet.name for outlet in page.retellings.outlets},
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
        **_held(page),
    )


def _distributions(page: Page) -> Iterator[Distribution]:
    """Yield the fields in which claims differ: where all have one value, a bar says nothing."""
    for bars in page.overview.bars:
        if len(bars.bars) + bars.left_out > 1:
            rows = list(zip(bars.bars, drawings.lengths(bars, page.overview.claims), strict=True))
            yield Distribution(
                bars.field, _capitalized(bars.title), rows[:_FEW], rows[_FEW:], bars.left_out
            )


def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    is_ours = language.partition("-")[0].lower() == _LANGUAGE
    environment.globals.update(
        ours=Markup("") if is_ours else Markup(' lang="{}"').format(_LANGUAGE),
        theirs=Markup("") if is_ours else Markup(' lang="{}"').format(language),
        own=lambda name: OWN + name,
        counted=_counted,
        percent=_percent,
        chain=drawings.chain,
        particulars=_particulars,
        side_by_side=_side_by_side,
        headline=_headline,
    )
    environment.filters.update(
        fragment=lambda anchor: "#" + anchor.replace(OWN, "%C2%A0"),
        outward=_outward,
        marked=_marked,
        bare_mark=lambda mark: mark.strip("()"),
        capitalized=_capitalized,
    )
    return environment


def _own_file(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _script() -> str:
    """Return the one script: its files as they stand, in a function that keeps their names."""
    parts = "\n".join(_own_file(f"script/{name}.js") for name in _SCRIPT)
    return f'"use strict";\n(async () => {{\n{parts}}})();\n'


def _policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy: nothing but this style sheet and this script.

    The icon that a page names is empty, so that no browser asks a server for one.
    """
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _held(page: Page) -> dict[str, str]:
    """Return what the script reads, for the elements that hold it.

    Of so many claims that the script draws them, all of it is packed: a fifteenth of the size.
    """
    linked = _embedded(graph_of(page.download)) if len(page.claims) <= BRIEF else ""
    if len(page.claims) <= WHOLE:
        data, download = _embedded(searched(page.data)), _embedded(page.download)
        return {"data": data, "download": download, "linked": linked, "packed": ""}
    text = _json(packed(page.data, page.claims, page.download))
    zipped = b64encode(gzip.compress(text.encode(), mtime=0)).decode()
    return {"data": "", "download": "", "linked": linked, "packed": zipped}


def _embedded(value: object) -> Markup:
    r"""Return JSON that can stand in a script element: `</script>` and `<!--` are `\u003c`."""
    return Markup(_json(value).replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else ""


def _outward(address: str) -> Markup:
    """Return the attribute of a link that leads out of the page."""
    return Markup("") if address.startswith("#") else Markup(' rel="noopener noreferrer"')


def _marked(piece: Piece) -> Markup:
    """Return words as struck or added, without the blanks around them."""
    tag = _TAGS.get(piece.fate)
    if tag is None:
        return escape(piece.text)
    before, words, after = piece.text.partition(piece.text.strip())
    return Markup("{}<{}>{}</{}>{}").format(before, tag, words, tag, after)


def _particulars(claim: Claim) -> Iterator[tuple[str, str]]:
    for name in _PARTICULARS:
        value = getattr(claim, name)
        if value:
            yield name, value if isinstance(value, str) else ", ".join(value)


def _side_by_side(claim: Claim) -> list[Wording]:
    """Return the wordings of a claim, those of origins first, for the others are told from them."""
    return sorted(claim.wordings, key=lambda wording: bool(wording.origin))


def _headline(article: Article) -> Link:
    """Return the headline, which leads to the article; without one, words that say so."""
    if article.headline != article.id:
        return Link(article.headline, article.url)
    return Link("the article" if article.url else "", article.url)
