"""Whether a page would take long to parse: it is looked at before the parser gets it."""

import re

# The tokens of HTML that matter here, each as far as a browser reads it ("Tokenization" in the
# HTML standard). Nothing is ever read twice, so this takes no time beside parsing.
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+"""
_TOKEN = re.compile(
    rf"""<!--(?:-?>|.*?(?:--!?>|\Z))
    |<(?P<raw>script|style|textarea|title)(?=[\s/>])(?P<its>(?:{_ATTRIBUTE})*+)[\s/]*+>
        .*?(?:</(?P=raw)|\Z)
    |<(?P<end>/?)(?P<tag>[a-z][^\s/>]*+)(?P<attributes>(?:{_ATTRIBUTE})*+)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ONE = re.compile(_ATTRIBUTE)
# Elements without an end, or whose end may be left out.
_UNENDED = {
    *("area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img"),
    *("input", "li", "link", "meta", "option", "p", "source", "tbody", "td", "tfoot", "th"),
    *("thead", "tr", "track", "wbr"),
}
_FEW = 20_000  # tags, which take no time at any depth
_HEAVIEST = 40_000_000  # tags times the depth of their nesting: a browser would be slow too
_SHORT = 200  # characters of attributes that need not be counted: as few take no time
_MOST_COMPARED = 400_000_000  # attributes, each with all others of its tag: half a second


def too_heavy(source: str) -> str | None:
    """Return what would make a page take long; None if nothing would.

    An open element may be opened anew in all that follow, and the parser compares each attribute
    with all others of its tag.
    """
    tags = source.count("<")
    depth = deepest = compared = 0
    for token in _TOKEN.finditer(source):
        attributes = token["attributes"] or token["its"] or ""
        if len(attributes) > _SHORT:
            compared += len(_ONE.findall(attributes)) ** 2
        if (tag := token["tag"]) and tag.lower() not in _UNENDED:
            depth = max(0, depth - 1) if token["end"] else depth + 1
            deepest = max(deepest, depth)
    if compared > _MOST_COMPARED:
        return "the page has too many attributes"
    if tags > _FEW and tags * max(deepest, 20) > _HEAVIEST:
        return "the page has too many elements, or nests them too deep"
    return None
