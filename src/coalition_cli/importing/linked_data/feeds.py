"""Pages and feeds with ClaimReview → rows; what else they have is told."""

import re
from collections import Counter
from collections.abc import Iterator

from ...extracting.kinds import AS_HTML, is_archive
from ...extracting.linked_data.lenient import LISTS, Malformed, Piece, local, pieces, unescaped
from ...extracting.linked_data.linked import Node, Nodes, TooMuch, kinds, listed, objects, plain
from ...extracting.pages.page import Page, is_page
from ...model.problems import Problem, plural
from ..content import Content
from ..forms import Sample
from ..rows import Layout, Row
from . import claim_reviews
from .claim_reviews import NAMED, REVIEW, WAYS, is_review

_STATED = re.compile(rf'"@?type"\s*:\s*\[?\s*"[^"]*\b{REVIEW}"|"[^"\\]*\b{NAMED}"\s*:')
_HOLDING = {*LISTS, "item"}  # keys of what holds nodes
_OF_FRAME = {"item", "@type"}
_SAYS_LITTLE = {"@context", "@type", "@id", "type", "id"}
_LINKED_KEYS = {
    *("@context", "@graph", "@type", "dataFeedElement", "itemListElement"),
    *("items", "json-ld", "microdata"),  # of other programs that read pages
}
_SHOWN = 8  # types of nodes that are left out
_MOST_ALIKE = 20  # rows of one text that a row is compared with
_MOST_SEEN = 20_000  # objects by which a form is recognised
_MEND = "mend it, or leave out what cannot be read with --keep-going"
_CUT = "cut out of it what is not the fact-check, and give that"
_NONE = "save the page where the fact-check stands, or say what it is, such as with --from csv"
_ONLY = "only fact-checks (ClaimReview) become claims; 'coalition help importing' says more"


def is_one(sample: Sample) -> bool:
    """Whether it is a page, or JSON with a ClaimReview in it as linked data have them."""
    if is_page(sample.raw) or is_archive(sample.raw):
        return True
    for value in sample.values:
        for top in listed(value):
            if not isinstance(top, dict):
                continue
            if is_review(top):
                return True
            if top.keys() & _LINKED_KEYS:
                seen = zip(range(_MOST_SEEN), objects(top), strict=False)
                return any(is_review(node) for _, node in seen) or bool(_STATED.search(sample.text))
    return False


def rows(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield a row for each ClaimReview of a page or a feed."""
    del layout  # a document says itself where its rows are
    reader = _Reader(content)
    if is_archive(content.head):
        yield Problem("bad-input", "it is an archive of a page (MHTML)", AS_HTML, content.name)
        return
    if is_page(content.head):
        try:
            page = Page(content.data())
        except TooMuch as much:
            yield Problem("over-limit", str(much), _CUT, content.name)
            return
        yield from reader.page(page)
    else:
        yield from reader.feed(content.whole())
    yield from reader.end()


class _Reader:
    """Reads one document, and counts what becomes of its nodes."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.nodes = Nodes()
        self.taken = self.failed = 0
        self.beside: list[tuple[str, str]] = []  # nodes that are no claims: type and id
        self.said: dict[object, list[set[str]]] | None = None  # of a page: what rows say, by text

    def page(self, page: Page) -> Iterator[Row | Problem]:
        self.said = {}
        if page.unread > 0:
            message = (
                f"{plural(page.unread, 'character')} of the page cannot be read: � stands there"
            )
            noted(self.content, message, "look for � in the claims, and save the page again")
        found: list[Piece] = []
        for block in page.blocks():
            text = unescaped(block.text)
            for piece in pieces(text, block.line):
                if isinstance(piece, Piece):
                    found.append(piece)
                else:
                    yield from self.malformed_block(piece, text)
        try:
            found += (Piece(line, node, "") for line, node in page.items())
        except TooMuch as much:
            yield self.problem(f"microdata: {much}", 1)
        for one in found:
            self.nodes.see(one.value)
        address = page.address
        for one in found:
            yield from self.reviews(one, address)
        if (named := page.count(NAMED)) > self.taken and not self.failed:
            message = f"'{NAMED}' stands {named} times in the page, but {self.taken} were read"
            noted(self.content, message, "look for it in scripts that are no JSON-LD")

    def feed(self, text: str) -> Iterator[Row | Problem]:
        """Read a feed twice, because a reference may lead to what comes later."""
        if '"@id"' in text or '"id"' in text:
            for piece in pieces(text):
                if isinstance(piece, Piece):
                    self.nodes.see(piece.value)
        for piece in pieces(text):
            if isinstance(piece, Piece):
                yield from self.reviews(piece, "")
            else:
                yield self.malformed_text(piece)

    def malformed_block(self, malformed: Malformed, block: str) -> Iterator[Problem]:
        """Yield the problem of a block with a fact-check. That of any other is only told."""
        if REVIEW in block or NAMED in block:
            yield self.malformed_text(malformed)
        else:
            message = f"line {malformed.line}: JSON-LD: {malformed.message}"
            noted(self.content, message, "no fact-check is named there, so nothing else is done")

    def malformed_text(self, malformed: Malformed) -> Problem:
        return self.problem(f"JSON-LD: {malformed.message}", malformed.line, malformed.column)

    def reviews(self, found: Piece, address: str) -> Iterator[Row | Problem]:
        """Yield the rows of the reviews within a value."""
        for review, frame in _reviews(found.value):
            self.taken += 1
            try:
                row = claim_reviews.row(self.nodes.followed(review, WAYS), address)
                if frame:
                    row[claim_reviews.free(row, "around")] = plain(frame)
                if self.is_new(row):
                    yield Row(found.line, row)
            except TooMuch as much:
                yield self.problem(str(much), found.line)
        self.beside += _beside(found.value)

    def is_new(self, row: Node) -> bool:
        """Whether a row of a page says more than another: many say in microdata the same again."""
        if self.said is None:
            return True
        said = {*_leaves(row)}
        rows = self.said.setdefault(str(row.get("claimReviewed")), [])
        if any(said <= other for other in rows[:_MOST_ALIKE]):
            return False
        rows.append(said)
        return True

    def end(self) -> Iterator[Problem]:
        """Tell what was left out; yield a problem where nothing was found."""
        beside = Counter(kind for kind, known in self.beside if known not in self.nodes.used)
        if beside:
            named = [f"{count} {kind}" for kind, count in beside.most_common(_SHOWN)]
            names = ", ".join([*named, "…"] if len(beside) > _SHOWN else named)
            nodes = plural(beside.total(), "node")
            noted(self.content, f"{nodes} left out: {names}", _ONLY)
        if not self.taken and not self.failed:
            yield Problem("bad-input", "it has no ClaimReview", _NONE, self.content.name)

    def problem(self, message: str, line: int, column: int = 1) -> Problem:
        self.failed += 1
        return Problem("bad-row", message, _MEND, self.content.name, line, column)


def noted(content: Content, message: str, remedy: str) -> None:
    """Note what the user should know of an input, once, however often it is read."""
    if (message, remedy) not in content.notes:
        content.notes.append((message, remedy))


def _reviews(value: object) -> Iterator[tuple[Node, Node | None]]:
    """Yield the reviews within a value, each with what the item of a list says of it."""
    unseen: list[tuple[object, Node | None]] = [(value, None)]
    while unseen:
        one, frame = unseen.pop()
        if isinstance(one, list):
            unseen += [(item, frame) for item in reversed(one)]
        elif not isinstance(one, dict):
            continue
        elif is_review(one):
            yield one, frame
        else:
            if "item" in one:
                frame = {key: inner for key, inner in one.items() if key not in _OF_FRAME}
            unseen += [(inner, frame) for inner in reversed(one.values())]


def _leaves(row: Node) -> Iterator[str]:
    """Yield the values of a row with their paths, but not the types of its nodes."""
    unseen: list[tuple[str, object]] = [("", row)]
    while unseen:
        path, value = unseen.pop()
        if isinstance(value, dict):
            unseen += [(f"{path}.{key}", inner) for key, inner in value.items() if key != "@type"]
        elif isinstance(value, list):
            unseen += [(path, inner) for inner in value]
        else:
            yield f"{path} {value}"


def _beside(value: object) -> Iterator[tuple[str, str]]:
    """Yield the type and the id of each node that is no review. What only holds others is none."""
    unseen = [value]
    while unseen:
        one = unseen.pop()
        if isinstance(one, list):
            unseen += one
        elif isinstance(one, dict) and not is_review(one):
            keys = {local(key) for key in one}
            unseen += [inner for key, inner in one.items() if local(key) in _HOLDING]
            if keys - _HOLDING - _SAYS_LITTLE and not (keys & {"item"}):
                yield (kinds(one) or ["node without a type"])[0], str(one.get("@id", ""))
