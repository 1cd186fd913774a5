"""From a saved page to a file that the strict check passes, as somebody does it who is new.

The whole conversation stands in tests/expected/from-a-page.txt, and the claims file in
from-a-page.yaml. UPDATE_EXPECTED=1 writes both anew, to be reviewed.
"""

import os
from pathlib import Path

import pytest

from .conftest import COMMAND, Run
from .terminals import Result, conversation

EXPECTED = Path(__file__).parent / "expected"
READ = 1772452800  # seconds: 2 March 2026
PAGE = """\
<!doctype html>
<html lang="en"><head><title>Lock stays shut | The Towpath</title>
<meta property="og:site_name" content="The Towpath">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Lock stays shut after inspection", "datePublished": "2026-03-01T09:00:00Z",
"url": "https://towpath.example/lock", "author": {"@type": "Person", "name": "Ada Finch"},
"publisher": {"@type": "Organization", "name": "The Towpath"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Lock stays shut after inspection</h1>
<p>The lock at Harrow Weir stays shut until June, the canal office said on Sunday.</p>
<p>“We found rust where there should be steel,” said Lena Brook, who leads the office. She said
the gates were “older than anybody who works here.”</p>
<p>A boatman who rents a berth there said the rust had been seen in 2024.</p>
<p>The minister, Tom Ashe, told the Evening Post that the money was there.</p>
<p>“Nobody asked for it,” he told the Evening Post.</p>
<p>The report says that two of the four hinges were replaced.</p>
<p>Brook denied that the office had known.</p>
</article></body></html>
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a new folder with a saved page and the one line that the README names; go there."""
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    os.utime(tmp_path / "page.html", (READ, READ))
    (tmp_path / "coalition.toml").write_text('texts = "texts"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def compare(name: str, text: str) -> None:
    if os.environ.get("UPDATE_EXPECTED"):
        (EXPECTED / name).write_text(text, encoding="utf-8")
    assert text == (EXPECTED / name).read_text(encoding="utf-8")


def review(*answers: str, columns: int = 80) -> Result:
    return conversation([*COMMAND, "review"], answers, columns=columns, env=dict(os.environ))


# The office is an original, rated medium as all that has no name; Brook's words are sure.
ANSWERS = ["a", "y", "m", "a", "h", "a", "a", "", "a", "", "a", "a"]
DENIED = ["a", "\x01\x0bThe office had not known."]


@pytest.mark.slow
def test_a_new_user_gets_from_a_page_to_a_file_that_passes_the_strict_check(
    process: Run, project: Path
) -> None:
    drafted = process("draft", "page.html", "--keep-text", "-o", "claims.yaml")
    read = review(*ANSWERS, *DENIED)
    checked, verified = process("check", "--strict"), process("verify", "--count")
    shown = f"{drafted.err}{read.err}{checked.out}{checked.err}"
    compare("from-a-page.txt", shown)
    compare("from-a-page.yaml", (project / "claims.yaml").read_text(encoding="utf-8"))
    assert (drafted.code, read.code, checked.code, verified.code) == (0, 0, 0, 0)
