"""Notes in Markdown: `show`, `drift` and `sourcing` as one pastes them into a story's notes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

Write = Callable[..., str]

CORPUS = """\
sources:
- {id: gazette, name: The Gazette, kind: outlet, reliability: B, url: https://gazette.example}
articles:
- {id: scoop, headline: The annex, publisher: gazette, url: "https://gazette.example/a_(1)", date: 2026-01-19}
- {id: echo, publisher: herald, retells: [scoop]}
speakers:
- {id: aide, description: a presidential aide, anonymity_reason: to speak candidly}
- {id: lee, name: Ann Lee}
claims:
- id: unread
  text: Nobody has read the treaty.
  speaker: aide
  source: gazette
  confidence: medium
  topics: [treaty, annex]
  appearances:
  - {article: scoop, paragraph: 2, quote: nobody has read it, attribution: A presidential aide}
  - {article: echo, quote: no one read it, speaker: lee, attribution: the spokeswoman}
- id: weak
  text: The annex is long.
  speaker: aide
  source: gazette
  supports: [unread]
  appearances: [{article: scoop, wording: a long annex}]
facts:
- {id: pages, text: It has 90 pages., reference: {title: Register, url: https://t.example}, supports: [weak]}
"""  # noqa: E501

PAGE = """\
## Nobody has read the treaty.

- **claim:** unread
- **said by:** a presidential aide (unnamed), to speak candidly
- **source:** The Gazette
- **confidence:** medium, 50 of 100
- **origins:** single-origin: 2 articles, 1 origin
- **topics:** treaty; annex
- **status:** active
- **stated in:** FILE:10

### In these words

> “nobody has read it”
>
> — a presidential aide (unnamed), [The annex](https://gazette.example/a_%281%29), The Gazette, 2026-01-19, ¶2

> “no one read it”
>
> — Ann Lee, there called “the spokeswoman”, echo, herald

### Where it appears

- [The annex](https://gazette.example/a_%281%29), The Gazette, 2026-01-19, ¶2
- echo, herald; retells scoop

### Supported by

- The annex is long. — a presidential aide (unnamed) (weak)

"""  # noqa: E501
DRIFT = """\
## What changed from article to article

~~struck~~ **added** since the origin. Half of drift is about who said it.

### Nobody has read the treaty.

- **claim:** unread
- **drift:** 85 of 100; the words are 50 of 100 alike
- **retelling:** echo, herald
- **origin:** [The annex](https://gazette.example/a_%281%29), The Gazette, 2026-01-19
- **credited to:** ~~A presidential aide (unnamed)~~ **the spokeswoman**

> “~~nobody has~~ **no one** read it”
>
> — the spokeswoman, echo, herald

"""
SOURCING = """\
## How well the claims are sourced

2 claims in 2 articles, from 1 origin

- **speaker:** 0 named, 2 unnamed
- **words:** 1 direct, 1 paraphrased
- **origins:** 0 multi-origin, 2 single-origin

### By source

| source | claims | named | unnamed | direct | paraphrased | multi-origin | single-origin |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| The Gazette | 2 | 0 | 2 | 1 | 1 | 0 | 2 |

### By speaker

| speaker | claims | named | unnamed | direct | paraphrased | multi-origin | single-origin |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| a presidential aide (unnamed) | 2 | 0 | 2 | 1 | 1 | 0 | 2 |

### By topic

| topic | claims | named | unnamed | direct | paraphrased | multi-origin | single-origin |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| annex | 1 | 0 | 1 | 1 | 0 | 0 | 1 |
| treaty | 1 | 0 | 1 | 1 | 0 | 0 | 1 |
| not known | 1 | 0 | 1 | 0 | 1 | 0 | 1 |

### 1 claim with an unnamed speaker, one origin, no quote

- The annex is long. — a presidential aide (unnamed), The Gazette (weak)

"""


@pytest.mark.parametrize(
    ("asked", "note"), [("show unread", PAGE), ("drift", DRIFT), ("sourcing", SOURCING)]
)
def test_a_note(
    coalition: Run,
    claims_file: Write,
    tmp_path_factory: pytest.TempPathFactory,
    asked: str,
    note: str,
) -> None:
    file = claims_file(CORPUS)
    note = note.replace("FILE", file.replace("_", r"\_"))
    assert coalition(*asked.split(), "-d", file, "-f", "md") == (0, note, "")
    out = tmp_path_factory.mktemp("notes") / "notes.md"
    assert coalition(*asked.split(), "-d", file, "-o", out) == (0, "", "")
    assert out.read_text(encoding="utf-8") == note


def test_with_fields_or_a_count_it_is_no_note(coalition: Run, claims_file: Write) -> None:
    file = claims_file(CORPUS)
    md = ["-d", file, "-f", "md"]
    assert coalition("show", "unread", *md, "--fields", "id").lines == [
        "| id |",
        "| --- |",
        "| unread |",
    ]
    assert coalition("drift", *md, "--fields", "drift").lines[2:] == ["| 85 |"]
    assert coalition("drift", *md, "--count").out == "1\n"
    assert coalition("sourcing", *md, "--fields", "claims").lines[2:] == ["| 2 |"]


def test_a_note_without_rows_says_so(coalition: Run, claims_file: Write) -> None:
    md = ["-d", claims_file(CORPUS), "-f", "md"]
    nothing = "Nothing that retells is recorded with these claims.\n\n"
    nothing = f"## What changed from article to article\n\n{nothing}"
    assert coalition("drift", *md, "nowhere") == (0, nothing, "")
    assert coalition("drift", *md, "nowhere", "-e") == (1, nothing, "")
    none = "## How well the claims are sourced\n\n0 claims in 0 articles, from 0 origins\n\n"
    assert coalition("sourcing", *md, "nowhere") == (0, none, "")


def test_each_kind_of_record_has_a_note(coalition: Run, claims_file: Write) -> None:
    file = claims_file(CORPUS)
    ids = ["source:gazette", "lee", "aide", "echo", "pages", "topic:annex", "source:herald"]
    out = coalition("show", *ids, "-d", file, "-f", "md").out
    heads = [line for line in out.splitlines() if line.startswith("## ")]
    assert heads == [
        "## The Gazette",
        "## Ann Lee",
        "## a presidential aide (unnamed)",
        "## echo",
        "## It has 90 pages.",
        "## annex",
        "## herald",
    ]
    for line in (
        "- **reliability:** B usually reliable",
        "- **url:** [https://gazette.example](https://gazette.example)",
        "- **unnamed:** to speak candidly",
        "- [The annex](https://gazette.example/a_%281%29) (scoop)",
        "- **reference:** [Register](https://t.example)",
        "- Nobody has read the treaty. — a presidential aide (unnamed) (unread)",
    ):
        assert line in out.splitlines()


# Each is tried in every place of a note where text from data stands.
HOSTILE = [
    "<script>alert(1)</script>",
    "<!-- -->\n\n# a heading\n\n<img src=x onerror=alert(1)>",
    "](https://evil.example) [x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "# one\n## two",
    "- item\n- [ ] task",
    "1. first",
    "12) twelfth",
    "---",
    "===",
    "> quoted by nobody",
    "```\ncode\n```",
    "    code",
    "`code` ``more``",
    "**bold** _soft_ ~~struck~~ __x__ ***y***",
    "| a | b |\n|---|---|",
    "[ref]: https://evil.example",
    "[^1]: note [^1] ^up^",
    "&lt;b&gt; &copy; &#60;",
    "<https://evil.example>",
    "$x$ :smile: %%hidden%% ==lit==",
    "back\\slash \\* \\",
    "a  \nb",
    "*",
    "_",
    "~",
    "\\",
    "`",
    "+ plus",
    "* star",
    "~~~\nfence",
    "{{ template }} {% tag %}",
    "“quotes” and ‘quotes’",
]
ADDRESSES = {
    "javascript:alert(1)": None,
    "data:text/html,<script>alert(1)</script>": None,
    "HTTPS://e.example/x": "HTTPS://e.example/x",
    "https://e.example/a)b(c": "https://e.example/a%29b%28c",
    "https://e.example/<script>": "https://e.example/%3Cscript%3E",
    "https://e.example/`x`|y": "https://e.example/%60x%60%7Cy",
    "https://e.example/?a=1&copy;=2&b": "https://e.example/?a=1&copy;=2&b",
    "https://e.example/\\)x": "https://e.example/%5C%29x",
    "https://e.example/ x": None,
    "https://": None,
    "//e.example": None,
}


def tokens(note: str) -> Iterator[Any]:
    """Yield the tokens of a note, those within others too, as another reader reads it."""
    from markdown_it import MarkdownIt  # Rich has it

    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(note):
        yield token
        yield from token.children or ()


def shape(note: str) -> list[tuple[str, str]]:
    """Return what a note consists of, without its text."""
    return [(token.type, token.tag) for token in tokens(note) if token.type != "text"]


def told(text: str, url: str) -> str:
    """Return a corpus with this text in every field that takes it."""
    known = {"name": text, "url": url}
    article = {"headline": text, "publisher": "s", "url": url, "authors": [text], "archived": url}
    seen = {"quote": text, "attribution": text, "paragraph": 1}
    claim = {"text": text, "source": "s", "note": text, "extra": {"a": text}}
    return json.dumps(
        {
            "sources": [{"id": "s", **known}],
            "articles": [
                {"id": "a", **article},
                {"id": "b", **article, "publisher": "q", "retells": ["a"]},
            ],
            "speakers": [
                {"id": "n", "name": text, "role": text, "affiliation": text},
                {"id": "u", "description": text, "anonymity_reason": text},
            ],
            "claims": [
                {
                    "id": "c",
                    **claim,
                    "speaker": "u",
                    "topics": ["t"],
                    "appearances": [
                        {"article": "a", **seen},
                        {"article": "b", **seen, "quote": f"x {text}", "speaker": "n"},
                    ],
                },
                {
                    "id": "d",
                    **claim,
                    "speaker": "n",
                    "supports": ["c"],
                    "appearances": [
                        {"article": "a", "wording": text},
                        {"article": "b", "wording": f"{text} x"},
                    ],
                },
            ],
            "facts": [{"id": "f", "text": text, "reference": {"title": text, "url": url}}],
            "members": [{"country": "MT", "name": text, "claims": ["c"], "facts": ["f"]}],
        }
    )


ASKED = ["show c d f s n u a b MT topic:t", "drift", "sourcing"]
PLAIN, PAGE_OF = "ab", "https://e.example"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("asked", ASKED)
def test_no_text_breaks_out_of_its_place(
    coalition: Run, claims_file: Write, text: str, asked: str
) -> None:
    def note(of: str) -> str:
        file = claims_file(told(of, PAGE_OF), "claims.json")
        result = coalition(*asked.split(), "-d", file, "-f", "md")
        assert (result.code, result.err) == (0, "")
        return str(result.out)

    marks = ("s_open", "s_close", "strong_open", "strong_close")  # of words that differ
    ours, plain = note(text), note(PLAIN)
    found = [part for part in shape(ours) if asked != "drift" or part[0] not in marks]
    assert found == [part for part in shape(plain) if asked != "drift" or part[0] not in marks]
    shown = "".join(token.content for token in tokens(ours) if token.type == "text")
    assert " ".join(text.split()) in shown


@pytest.mark.parametrize("url", ADDRESSES)
def test_only_addresses_of_the_web_are_links(coalition: Run, claims_file: Write, url: str) -> None:
    file = claims_file(told(PLAIN, url), "claims.json")
    for asked in ASKED:
        out = coalition(*asked.split(), "-d", file, "-f", "md").out
        links = {token.attrs["href"] for token in tokens(out) if token.type == "link_open"}
        expected = ADDRESSES[url] if asked != "sourcing" else None
        assert links == ({expected} if expected else set())
        assert not [token for token in tokens(out) if token.type.startswith("html")]


def test_an_unnamed_speaker_is_marked_wherever_a_note_names_it(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    file = claims_file(CORPUS)
    for asked in ("show unread weak aide gazette scoop treaty pages", "drift", "sourcing"):
        out = coalition(*asked.split(), "-d", file, "-f", "md").out
        called = out.lower().count("presidential aide")
        assert called == out.lower().count("presidential aide (unnamed)") > 0
