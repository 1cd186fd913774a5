"""`-1`: each record on one line, whole in a pipe and cut to the width of a terminal."""

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from .conftest import Run

Write = Callable[..., str]

CORPUS = """\
sources: [{id: gazette, name: The Gazette}]
articles:
- {id: scoop, headline: Nobody has read it, publisher: gazette}
- {id: echo, publisher: herald, retells: [scoop]}
speakers:
- {id: aide, description: an aide to the president who has seen every one of the drafts}
- {id: lee, name: Ann Lee}
claims:
- id: unread
  text: Nobody has read the treaty, and nobody will.
  speaker: aide
  source: gazette
  topics: [treaty]
  appearances:
  - {article: scoop, paragraph: 2, quote: nobody has read it}
  - {article: echo, wording: no one read it, speaker: lee}
- {id: read, text: "Everybody has:\\n  twice.", speaker: lee, topics: [treaty]}
- {id: silent, text: 条約は沈黙している。}
facts: [{id: pages, text: It has 90 pages.}]
members: [{country: MT, name: Malta}]
"""
AIDE = "an aide to the president who has seen every one of the drafts (unnamed)"
WHOLE = {
    "claims": f"unread  {AIDE}: Nobody has read the treaty, and nobody will.\n"
    "read  Ann Lee: Everybody has:   twice.\n"
    "silent  nobody credited: 条約は沈黙している。\n",
    "appearances": f"unread  scoop ¶2  {AIDE}: “nobody has read it”\n"
    "unread  echo  Ann Lee: no one read it\n",
    "facts": "pages  It has 90 pages.\n",
    "members": "MT  Malta\n",
    "speakers": f"aide  {AIDE}\nlee  Ann Lee\n",
    "sources": "gazette  The Gazette\nherald  herald\n",
    "articles": "scoop  The Gazette: Nobody has read it\necho  herald\n",
    "topics": "treaty  2\n",
    "drift": f"unread echo ← scoop  75  [-{AIDE}-] {{+Ann Lee+}}: "
    "[-nobody has-] {+no one+} read it\n",
    "show aide pages topic:treaty": f"aide  {AIDE}\npages  It has 90 pages.\ntreaty  2\n",
    "claims --fields id,topics": "unread  treaty\nread  treaty\nsilent  –\n",
    "claims nowhere": "",
    "claims --count": "3\n",
}


@pytest.mark.parametrize("asked", WHOLE)
def test_each_record_is_one_line_and_whole_in_a_pipe(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setenv("COLUMNS", "40")  # a pipe has no width
    file = claims_file(CORPUS)
    assert coalition(*asked.split(), "-d", file, "-1") == (0, WHOLE[asked], "")
    assert coalition(*asked.split(), "-d", file, "--oneline") == (0, WHOLE[asked], "")


@pytest.mark.parametrize("columns", [30, 60, 80, 200])
def test_a_terminal_cuts_a_line_to_its_width_but_never_the_mark(
    terminal: Run, claims_file: Write, columns: int
) -> None:
    file = claims_file(CORPUS)
    for asked in ("claims", "appearances", "speakers", "articles", "drift"):
        result = terminal(asked, "-d", file, "-1", columns=columns, env={"NO_COLOR": "1"})
        lines = result.lines
        assert result.code == 0
        assert len(lines) == WHOLE[asked].count("\n")
        assert max(map(cell_len, lines)) <= columns
        if asked not in ("articles", "drift"):
            assert "(unnamed)" in lines[0]
            assert not any("(unnamed)" in line for line in lines[1:])
    shown = terminal("claims", "-d", file, "-1", columns=columns, env={"NO_COLOR": "1"}).out
    assert shown == CUT.get(columns, shown)


CUT = {
    60: """\
unread  an aide to the president who… (unnamed): Nobody has…
read    Ann Lee: Everybody has:   twice.
silent  nobody credited: 条約は沈黙している。
""",
    200: f"""\
unread  {AIDE}: Nobody has read the treaty, and nobody will.
read    Ann Lee: Everybody has:   twice.
silent  nobody credited: 条約は沈黙している。
""",
}


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ("--json", "--json and --oneline ask for two formats"),
        ("-f csv", "--oneline and --format csv ask for two formats"),
        ("--safe", "--safe works only with tsv or csv, not with oneline\nsay -f tsv or csv"),
    ],
)
def test_one_line_is_a_format_of_its_own(
    coalition: Run, claims_file: Write, options: str, error: str
) -> None:
    result = coalition("claims", "-1", *options.split(), "-d", claims_file(CORPUS))
    assert (result.code, result.out, result.err) == (2, "", f"coalition: {error}\n")


def test_one_line_each_goes_to_a_file_whole(
    coalition: Run, claims_file: Write, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("out") / "claims.csv"
    assert coalition("claims", "-1", "-d", claims_file(CORPUS), "-o", out) == (0, "", "")
    assert out.read_text() == WHOLE["claims"]
