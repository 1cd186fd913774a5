"""What may stand in a claims file, and what may not: one table of cases for all who read one.

Reading has two ways for JSON, and the JSON Schema says it a third time.
"""

from coalition_cli.model import SECTIONS

# The least that a record states, and the record that it stands in: a list's name, then keys.
LEAST: dict[str, dict[str, object]] = {
    "file": {},
    "membership": {},
    "sources": {"id": "s"},
    "articles": {"id": "r"},
    "speakers": {"id": "p", "name": "N"},
    "claims": {"id": "c", "text": "T"},
    "appearances": {"article": "r"},
    "reviews": {},
    "evidence": {},
    "corrections": {},
    "facts": {"id": "f", "text": "T"},
    "reference": {},
    "members": {"country": "NO"},
}
FIELDS = [(name, field.name) for name in LEAST for field in SECTIONS[name].stated]
BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2009\u2028\u2029\u202f\u205f\u3000"
NO_BLANKS = "\u200b\u200d\u2060\ufeff\u00ad"  # though nothing of them can be seen
WORDS = ["a", "7", "50", "5e1", "true", "medium", "MEDIUM", "event", "A", "active", "2026-01-31"]
NUMBERS = [0, -0.0, 1, -1, 1.0, 2.5, 6, 7, 50, 50.0, 5e1, 50.5, 99, 100, 100.0, 101, 999, 1000]
NUMBERS += [2026, 2026.0, 9999, 10_000, 2**63 - 1, 2**63, -(2**63), 1e18, 1e19, 1e300]
VALUES: list[object] = [
    *(True, False, None, [], {}, [[]], [{}], {"a": 1}, ["a", "a"], [1, 1.0, "1"], [None], [True]),
    *NUMBERS,
    *([number] for number in NUMBERS[:5]),
    *WORDS,
    *(f"{blank}{word}{blank}" for blank in BLANKS + NO_BLANKS for word in ("", "a", "medium")),
    *(f"a{blank}b" for blank in BLANKS + NO_BLANKS),
    *([blank] for blank in BLANKS + NO_BLANKS),
    *("2026", "99", "0099", "2026-1", "2026-00", "2026-13", "2026-12-32", "12026", "２０２６"),
    *("2026~", "2026-01?", "2026-01-31%", " 2026~ ", ["2026~", "2026"], "2026-13~", "99~"),
    *("2026~~", "2026?~", "2026 ~", "~2026", "2026~-01", "202X", "2026-XX", "2026/2027", "2026/.."),
    *("event ", " corrected", "no", "NO", "yes", "on", "None", "null", "~", "NaN", "0x10", ".5"),
    *({"title": "T"}, {"title": "T", "url": None}, {"title": "T", "odd": 1}, {"url": " "}),
    *([{"article": "r"}], [{"article": "r", "odd": 1}], [{"article": "r"}, {"article": "a b"}]),
    *(["https://a.example/b"], [" HTTP://a\u3000"], ["https://a b"], ["https:///a"], ["http://"]),
    *(
        ["ftp://a.example"],
        ["https://a.example/\u200b"],
        ["https://a", "https://b "],
        "https://a.b",
    ),
    *([50, "medium"], ["2026", "2026-13"], ["high", "high"], ["a", " a"], ["a", "b"]),
]
BEYOND_A_SCHEMA = ["2026-02-29", "2026-02-30", ["2026-02-30"], 2**70]


def record_with(name: str, field: str, value: object) -> dict[str, object]:
    """Return a record of the section with that value."""
    return {**LEAST[name], field: value}


def file_with(name: str, record: dict[str, object]) -> dict[str, object]:
    """Return a file with a record of any section in it."""
    match name:
        case "file":
            return record
        case "membership":
            return {"membership": record}
        case "appearances" | "reviews" | "evidence" | "corrections":
            return {"claims": [{**LEAST["claims"], name: [record]}]}
        case "reference":
            return {"facts": [{**LEAST["facts"], "reference": record}]}
    return {name: [record]}


# What may stand in a file, and what may not, each read by an editor and by us.
TAKEN = [
    "claims: [{id: 012, text: 12:30}]",
    "claims: [{id: true, text: 1e3}]",
    'claims: [{id: " a ", text: 1.10}]',
    "claims: [{id: a, text: .nan}]",
    "claims: [{id: a, text: 2026-01-19, date: 2026}]",
    "claims: [{id: a, text: A, date: '0476'}]",
    "claims: [{id: a, text: A, date: 2026.0, confidence: 50.0}]",
    "claims: [{id: a, text: A, date: 2026-01}]",
    "claims: [{id: a, text: A, date: '2026?'}, {id: b, text: A, date: 2026-01-19~}]",
    "claims: [{text: A, date: 2026-01%, id: a}]",
    'claims: [{id: a, text: A, date: " 2026-01-19 "}]',
    "claims: [{id: a, text: A, confidence: 40}]",
    "claims: [{id: a, text: A, confidence: 0x10}]",
    "claims: [{id: a, text: A, confidence: none}]",
    'claims: [{id: a, text: A, confidence: ""}]',
    'claims: [{id: a, text: A, kind: " event ", status: ""}]',
    "claims: [{id: a, text: A, kind: ~, topics: ~, date: null, appearances: , credibility: }]",
    "claims: [{id: a, text: A, topics: [2026, true, NO, 1.5], supports: [a]}]",
    "claims: [{id: a, text: A, anonymous: True, speaker: 7, note: no}]",
    "claims: [{id: a, text: A, anonymous: true, speaker: ' aide\u3000'}]",
    "claims: [{id: a, text: A, anonymous: true, speaker: ' '}]",
    "claims: [{id: a, text: A, anonymous: true, speaker: ~}]",
    "claims: [{id: a, text: A, extra: {1: [x, ~, {y: 2}]}}]",
    "claims: [{id: a, text: A, extra: 5}]",
    "- {id: a, text: A, direct: true, line: 4, source_name: B}",
    "- {id: a, text: A, appearances: []}",
    "members: [{country: NO, eu: false}, {country: no, nato: ~}]",
    "members:",
    "",
    "~",
    "version: ~\ntitle: 1984\nmembership: ",
    "membership: {counted: 35}",
    "membership: {}",
    "speakers: [{id: a, name: NO}, {id: b, description: 7}]",
    "facts: [{id: a, text: A, reference: {title: 1, url: ~}}]",
    "sources: [{id: a, reliability: A, kind: outlet}]",
    "sources: [{id: a, aliases: [NO, 7, B], same_as: ['https://a.example', 'HTTP://B']}]",
    "speakers: [{id: a, name: A, aliases: , same_as: ~, not_same: []}]",
    "speakers: [{id: a, name: A, aliases: [C], same_as: ['https://a.example'], not_same: [b]},\n"
    "{id: b, name: A}]",
    "speakers: [{id: a, description: A, anonymous: false, aliases: [B]}]",
    "speakers: [{id: a, description: A, aliases: ~, same_as: []}, {id: b, name: B, anonymous: ~}]",
    "articles: [{id: a, original: true}]\n"
    "claims: [{id: a, text: A, appearances: [{article: a, quote: Q, wording: ''}]}]",
    "articles: [{id: a}]\n"
    "claims: [{id: a, text: A, appearances: [{article: a, quote: Q, wording: a “Q” W}]}]",
]
REFUSED = [
    "claims: [{id: a b, text: A}]",
    "claims: [{id: a, text: ''}]",
    "claims: [{id: a, text: ~}]",
    "claims: [{id: a}]",
    "claims: [{text: A}]",
    "claims: [{id: a, text: [A]}]",
    "claims: [{id: a, text: A, date: 26}]\nversion: 2",
    "claims: [{id: a, text: A, date: 2026-13}]",
    "claims: [{id: a, text: A, date: 20260}]",
    "claims: [{id: a, text: A, date: 202X}]",
    "claims: [{id: a, text: A, date: 2026/2027}]",
    "claims: [{id: a, text: A, date: 2026~-01}]",
    "claims: [{id: a, text: A, date: 99}]",
    "claims: [{id: a, text: A, confidence: 101}]",
    "claims: [{id: a, text: A, confidence: '40'}]",
    "claims: [{id: a, text: A, confidence: hgih}]",
    "claims: [{id: a, text: A, credibility: 7}]",
    "claims: [{id: a, text: A, kind: postion}]",
    "claims: [{id: a, text: A, topics: greenland}]",
    "claims: [{id: a, text: A, topics: [~]}]",
    "claims: [{id: a, text: A, anonymous: 'true'}]",
    "claims: [{id: a, text: A, anonymous: true, speaker: Ann Other}]",
    "claims: [{id: a, text: A, anonymous: yes}]",
    "claims: [{id: a, text: A, source_name: B}]",
    "- {id: a, text: A, sauce: B}",
    "claims: [{id: a, text: A, appearances: [{articel: b}]}]",
    "claims: ''",
    "claims: {id: a, text: A}",
    "claim: []",
    "members: [{name: Norway}]",
    "members: [{country: NO, eu: 1}]",
    "speakers: [{id: a}]",
    "speakers: [{id: a, name: ''}]",
    "speakers: [{id: a, name: A, anonymous: true}]",
    "speakers: [{id: a, name: A, aliases: B}]",
    "speakers: [{id: a, name: A, aliases: [[B]]}]",
    "speakers: [{id: a, name: A, same_as: [www.example.org]}]",
    "sources: [{id: a, same_as: ['https://']}]",
    "speakers: [{id: a, description: A, aliases: [B]}]",
    "speakers: [{id: a, description: A, anonymous: , aliases: [B]}]",
    "speakers: [{id: a, description: A, anonymous: true, same_as: ['https://b.example']}]",
    "speakers: [{id: a, name: ' ', description: A, not_same: [b]}, {id: b, name: B}]",
    "membership: {counted: -1}",
    "membership: 35",
    "sources: [{id: a, reliability: G}]",
    "articles: [{id: a}]\nclaims: [{id: a, text: A, appearances: [{article: a, paragraph: 0}]}]",
]
