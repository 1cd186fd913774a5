"""Everything that the page says, as plain values: no HTML, no decisions left to a template.

All text is safe to show (words/safe.py), but no text is HTML: who draws it escapes it. A text that
is not known is empty, a number that is not known is None. Addresses are safe to be opened: others
than http, https and mailto are not there, and stand as text alone.

Ids of the page's own elements begin with OWN, which no id of a record has: it is a blank of
Unicode, and in HTML an id ends at blanks of ASCII alone.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

OWN = "\N{NO-BREAK SPACE}"
# Claims, at most, that stand in the HTML with all that is known of them; of more, the script draws
# a window. A browser takes longer for such rows than for packed data: a page of 300 is ready as
# soon as one of 10,000 that are packed (0.3 s), and one of 2,000 in full took five times as long.
WHOLE = 300
# Claims, at most, that stand in the HTML in short, for who has no JavaScript, and in JSON-LD, for
# search engines and `import`. A browser with JavaScript draws neither.
BRIEF = 2_000
LARGEST = 20_000  # claims, at most, of one file
WINDOW = 100  # rows that the script draws at once


class Link(NamedTuple):
    """A text, and where it leads."""

    text: str
    href: str = ""  # an address, or `#anchor`; empty: nowhere


class Piece(NamedTuple):
    """Words with one fate since the origin. The texts of pieces join as they are."""

    fate: str  # kept, struck or added: the values of words.wordings.Fate
    text: str


class Speaker(NamedTuple):
    """Who said something, or for whom."""

    id: str  # empty: nobody says which record it is
    name: str  # or the description of an unnamed one; empty: nobody is credited
    unnamed: bool  # known to be unnamed
    mark: str  # `(unnamed)` or `(not declared)`, to stand behind the name; or empty
    details: Sequence[
        str
    ] = ()  # office, party, country and the like; of an unnamed one: why, if asked
    href: str = ""  # a page about a named speaker


class Article(NamedTuple):
    """Where a claim stands."""

    id: str
    headline: str  # or the id, if it has none
    publisher: str  # the name; empty: not known
    authors: str
    date: str
    language: str  # an IETF tag; empty: not known
    url: str  # safe to be opened; empty: none
    archived: str  # the same, of a copy
    known: bool  # whether the data has its record


class Step(NamedTuple):
    """An article of a claim's chain, from the origin on."""

    level: int  # 0 where a trail ends; 1 for an article that retells that, and so on
    article: Article
    place: str  # `¶6` or `page 4`; empty: not known
    recorded: bool  # whether the claim is recorded there; if not, the trail only passes it


class Wording(NamedTuple):
    """The words of a claim in an article, beside those of the origin."""

    article: Article
    place: str  # `¶6`; empty: not known
    quoted: bool  # whether the pieces stand in quotation marks there
    pieces: Sequence[Piece]  # struck and added since the origin; of an origin all are kept
    quote: str  # the quote alone, where the pieces are a wording that holds it; else empty
    note: str  # why the words are not compared, or what they were translated from; else empty
    attribution: str  # how the article names the speaker
    mark: str  # `(unnamed)` and the like, behind the attribution
    credited_before: str  # whom the origin credits, if that is somebody else
    credited_now: str  # whom this article credits instead
    verb: str
    terms: str  # what the speaker agreed to, in words
    origin: str  # the id of the article that it is compared with; empty: it is an origin
    similarity: int | None  # 0 to 100, of the words and those of the origin
    drift: int | None  # 0 to 100; see answers/drift.py
    language: str  # an IETF tag; empty: not known


class Related(NamedTuple):
    """A record that belongs to a claim."""

    id: str
    text: str
    href: str  # `#anchor` of a claim that is on the page, the address of a reference, or empty
    said_by: str  # with the mark of an unnamed speaker; empty: not a claim
    unnamed: bool


class Relation(NamedTuple):
    """Records that belong to a claim in one way."""

    name: str  # of RELATIONS in answers/contents.py: supports, contradicted_by, facts_for, members
    title: str  # in words
    records: Sequence[Related]


class Part(NamedTuple):
    """A review of a claim, a piece of evidence, or a correction."""

    lead: str  # what leads it: a verdict, a question, a reason; empty: nothing does
    is_verdict: bool  # whether the lead is quoted: a verdict in its own words
    by: str  # who made it; empty: not known
    date: str
    details: Sequence[tuple[str, Link]]  # titles and values: its words, its scale, where it is


class Parts(NamedTuple):
    """The parts of one kind."""

    name: str  # reviews, evidence or corrections
    parts: Sequence[Part]


class Carrier(NamedTuple):
    """An article that still carries what was corrected."""

    article: Article
    doubt: str  # why it is not known whether it still does; empty: it does


class Confidence(NamedTuple):
    """How sure it is that the speaker made the claim, as worded."""

    number: int | None  # 0 to 100; None: not rated
    word: str  # none, low, medium or high; `not rated`
    low: int  # where the word's range begins, and where it ends (included); 0 and 0 if not rated
    high: int


class Claim(NamedTuple):
    """A claim, and all that the page says of it."""

    id: str
    anchor: str  # the id of its element; no other element has it
    href: str  # `#` and the anchor as an address has it
    text: str
    speaker: Speaker
    principal: Speaker | None  # for whom a spokesperson speaks
    source: str  # the id of who first carried it; empty: not known
    source_name: str
    confidence: Confidence
    credibility: str  # `3 possibly true`; empty: not rated
    kind: str
    topics: Sequence[str]
    date: str
    place: str
    context: str
    language: str
    status: str  # active, draft, corrected or retracted
    direct: bool  # whether an article quotes it
    origins: int | None  # None: not known
    origins_in_words: str
    chain: Sequence[Step]
    wordings: Sequence[Wording]
    relations: Sequence[Relation]
    parts: Sequence[Parts]
    uncorrected: Sequence[Carrier]
    notes: Sequence[tuple[str, str]]  # titles and texts of what --with asked for: note, extra, …


class Bar(NamedTuple):
    """A value, and how many claims have it."""

    value: str  # as a query has it: an id, a word, a topic; empty: the claims that state none
    label: str  # as people read it, with the mark of an unnamed speaker
    claims: int
    unnamed: bool = False  # whether the value is an unnamed speaker, or unnamed speakers
    query: str = ""  # the query word that finds them: topic:nato; empty: there is none


class Bars(NamedTuple):
    """How many claims have each value of a field, most claims first; a scale in its own order."""

    field: str  # the name that a query has: confidence, anonymous, source, speaker, topic, kind
    title: str
    bars: Sequence[Bar]
    left_out: int  # how many more values there are


class Overview(NamedTuple):
    """What is on the page, in numbers."""

    claims: int
    named: int  # claims with a named speaker
    unnamed: int  # with an unnamed one; the others have none, or one that is not declared
    direct: int  # with a quote in an appearance
    single_origin: int
    articles: int  # that the claims appear in
    origins: int  # that these go back to
    weakest: Sequence[Link]  # claims with an unnamed speaker, one origin and no quote
    bars: Sequence[Bars]


class Period(NamedTuple):
    """A day, a month or a year, and what has its date then."""

    date: str  # `2026-01`; empty: without a date
    claims: int
    articles: int
    facts: int


class Outlet(NamedTuple):
    """A publisher of articles that claims appear in, or that these retell."""

    id: str  # of the source; of an article without publisher: its own id
    name: str
    articles: int
    claims: int  # on the page, that appear in these
    original: int  # of its articles, those that retell nothing


class Retelling(NamedTuple):
    """An outlet that retells another, or itself."""

    outlet: str  # ids of outlets
    original: str
    articles: int  # of the outlet, that retell one of the other's
    claims: int  # that appear in these


class Retellings(NamedTuple):
    """How outlets retell each other, as a graph."""

    outlets: Sequence[Outlet]  # those of originals first, then by claims
    edges: Sequence[Retelling]


class Spelling(NamedTuple):
    """A value that claims have in a field, and what a term may call it."""

    value: str  # what a filter puts into a query: an id, a word
    label: str  # as people read it
    spellings: Sequence[str]  # of `value` in the form of words.any_case; of `words` folded words


class Searchable(NamedTuple):
    """A field that terms of a query can compare, with its value of each claim.

    `kind` says how they are compared, and what `values` has for each claim, in their order:
    - `words`: whether its text has the words: that of `column` in `Data.search`. There `values` say
      whether it has a text at all, if the words do not tell. Of a field that a speaker
      or a source lends, the texts are spellings of `known`: numbers of these.
    - `value`: whether one of the spellings is the same: numbers of `known`.
    - `number`, `confidence`: whether a range has it, both ends included: a number, or None.
    - `date`: whether a range of days meets its period: the first and the last day, or None.
    - `flag`: true, false, None.
    """

    names: Sequence[str]  # by which a term asks for it: topics, topic
    title: str
    kind: str
    values: Sequence[object]  # empty: its text is in a column, or no claim has a value
    column: int | None = None
    known: Sequence[Spelling] = ()
    words: Mapping[str, tuple[int, int]] = {}  # of `confidence`: the ranges that words stand for


class Sorting(NamedTuple):
    """An order of the claims."""

    field: str
    title: str
    ranks: Sequence[int | None]  # of each claim; equal ranks keep the page's order, None comes last


class Letters(NamedTuple):
    """How a query is folded, as search folds it: see words/letters.py, which has the rule.

    `gone`, `gaps` and `alone` are the inside of the brackets of a pattern with the flags `u`, `g`.
    """

    gone: str
    gaps: str
    alone: str
    others: Mapping[str, str]


class Data(NamedTuple):
    """What the script searches, filters and sorts: a value for each claim, in the page's order.

    A text of `search` has the texts of a claim in columns, with `between` between two. Each has
    its words, folded, with single blanks between them. A column that is empty for all claims is not
    there. A word of a query is found where a word of
    the text begins so: ` ` + word in ` ` + text. The words of a phrase follow each other.
    """

    ids: Sequence[str]
    search: Sequence[str]
    columns: Sequence[str]  # names of fields, in the order of the columns
    between: str
    fields: Sequence[Searchable]
    sorts: Sequence[Sorting]
    letters: Letters


class Page(NamedTuple):
    """The whole page."""

    title: str
    intro: (
        str  # HTML that is safe: made of Markdown without raw HTML, with safe addresses; or empty
    )
    language: str  # an IETF tag
    as_of: str  # the day for which it was made: 2026-01-19
    question: str  # the query and the filters that chose the claims, as words; empty: all claims
    version: str  # of the program that made it
    overview: Overview
    timeline: Sequence[Period]
    retellings: Retellings
    claims: Sequence[Claim]  # all of them, also if there are more than WHOLE
    data: Data
    download: Mapping[str, object]  # the public records, as a claims file has them: for JSON
