"""How well attributions are found: python -m bench.attributions SCORER GOLD.jsonl [OPTION...].

GOLD has a line for each article, with its text under `text` and its name under `article`; SCORER
is a program that compares a file of claims with it. Further options go to the scorer.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from coalition_cli.attributing import Attributed, attributed
from coalition_cli.verifying import ArticleText


def main(scorer: str, gold: str, *options: str) -> int:
    """Find the attributions of each article, run the scorer on them, and say what it says."""
    articles = [json.loads(line) for line in Path(gold).read_text(encoding="utf-8").splitlines()]
    attributed(ArticleText(""))  # the language's data are read once
    began = process_time()
    found = [(one["article"], attributed(ArticleText(one["text"]))) for one in articles]
    taken = process_time() - began
    words = sum(len(one["text"].split()) for one in articles)
    with TemporaryDirectory() as folder:
        claims = Path(folder) / "claims.jsonl"
        lines = (json.dumps({"article": name, "claims": _claims(one)}) for name, one in found)
        claims.write_text("\n".join(lines), encoding="utf-8")
        status = subprocess.run([sys.executable, scorer, gold, claims, *options], check=False)
    print(
        f"{len(articles)} articles of {words / len(articles):.0f} words:"
        f" {1000 * taken / len(articles):.1f} ms an article,"
        f" {1.5e6 * taken / words:.1f} ms for 1,500 words"
    )
    return status.returncode


def _claims(found: Attributed) -> list[dict[str, Any]]:
    return [
        {
            "content": one.content,
            "source": one.source,
            "cue": one.cue,
            "speaker": _called(found, one.speaker),
        }
        for one in found.attributions
    ]


def _called(found: Attributed, number: int | None) -> str | None:
    if number is None:
        return None
    speaker = found.speakers[number]
    return speaker.name or speaker.description


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
