"""A page of claims as HTML: its values, its drawings and its templates put together.

Jinja2 escapes every value. The page's policy lets nothing run and nothing be loaded but its own
style sheet and its own script, which it knows by their SHA-256: what data hold is never code.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from . import drawings
from .values import OWN, WHOLE, WINDOW, Article, Claim, Link, Page, Piece, Wording

_MARKS = {"kept": Markup("{}"), "struck": Markup("<del>{}</del>"), "added": Markup("<ins>{}</ins>")}
_PARTICULARS = ("credibility", "kind", "topics", "date", "place", "context", "language", "status")


def rendered(page: Page) -> Iterator[str]:
    """Yield the HTML of a page, piece by piece."""
    style, script = _own_file("page.css"), _own_file("page.js")
    environment = _environment()
    graph = drawings.retellings(page.retellings)
    yield from environment.get_template("page.html.jinja").generate(
        page=page,
        listed=page.claims if len(page.claims) <= WHOLE else (),
        graph=graph,
        timeline=drawings.timeline(page.timeline),
        distributions=[
            (bars, drawings.lengths(bars, page.overview.claims)) for bars in page.overview.bars
        ],
        outlet_names={outlet.id: outlet.name for outlet in page.retellings.outlets},
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
        data=_embedded({"window": WINDOW, **_plain(page.data)}),
        drawn=_embedded(_plain(page.claims)) if len(page.claims) > WHOLE else "",
        download=_embedded(page.download),
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
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
        capitalized=lambda text: text[:1].upper() + text[1:],
    )
    return environment


def _own_file(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


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


def _plain(value):
    if hasattr(value, "_asdict"):
        return {key: _plain(one) for key, one in value._asdict().items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value


def _embedded(value: object) -> Markup:
    r"""Return JSON that can stand in a script element: `</script>` and `<!--` are `\u003c`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else ""


def _outward(address: str) -> Markup:
    """Return the attribute of a link that leads out of the page."""
    return Markup("") if address.startswith("#") else Markup(' rel="noopener noreferrer"')


def _marked(piece: Piece) -> Markup:
    return _MARKS[piece.fate].format(piece.text)


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
