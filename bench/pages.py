"""`python -m bench.pages`: how large a page of claims is, and how soon it answers.

Chromium opens each page from disk several times, in a window of 1440 by 900. A page is ready when
its list is drawn and can be searched. A letter is an event in the search of the page: from there
until the browser has drawn what is found. Figures are medians, and the worst.
"""

import argparse
import gzip
import os
import shutil
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from .data import MIDDLE, whole
from .running import Run, run

SHIPPED = Path(__file__).parent.parent / "data" / "claims.yaml"
# Claims that stand in the HTML in full, and in short, and of a page, at most.
WHOLE, BRIEF, LARGEST = 300, 2_000, 20_000
_WINDOW: ViewportSize = {"width": 1440, "height": 900}
_TYPED = "greenland"

# When the list is drawn and can be searched, in milliseconds since the page was asked for.
_WATCHING = """
const look = () => {
  const isUsable = document.querySelector(".tools:not([hidden])");
  if (isUsable && document.querySelector(".claims > .claim")) {
    setTimeout(() => { window.usable = performance.now(); });
  } else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
_TYPING = """async (typed) => {
  const box = document.querySelector("input[type=search]");
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const taken = [];
  for (let length = 1; length <= typed.length; length += 1) {
    await drawn();
    const begun = performance.now();
    box.value = typed.slice(0, length);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await drawn();
    taken.push(performance.now() - begun);
  }
  return taken;
}"""


class Made(NamedTuple):
    """A page that was made."""

    run: Run
    size: int  # bytes
    compressed: int  # bytes, by gzip as servers do it


class Used(NamedTuple):
    """How soon a page answers, in milliseconds."""

    ready: Sequence[float]  # a figure a run
    letters: Sequence[float]  # a figure a letter
    heap: int  # bytes that its script keeps, at most


def made(data: Path, page: Path) -> Made:
    """Make the page of a claims file, whose index is in the cache."""
    coalition = [sys.executable, "-m", "coalition_cli"]
    run([*coalition, "claims", "--count", "-d", str(data)], page.with_suffix(".count"), os.environ)
    command = [*coalition, "page", "-d", str(data), "--as-of", "2026-02-01"]
    taken = run(command, page, os.environ)
    content = page.read_bytes()
    return Made(taken, len(content), len(gzip.compress(content, 6)))


def used(chromium: Browser, page: Path, rounds: int) -> Used:
    """Open a page several times, and type into its search."""
    ready: list[float] = []
    letters: list[float] = []
    heaps: list[int] = []
    for _ in range(rounds):
        with chromium.new_context(viewport=_WINDOW) as context:
            opened = context.new_page()
            opened.add_init_script(_WATCHING)
            opened.goto(page.as_uri())
            while (usable := opened.evaluate("window.usable")) is None:
                opened.wait_for_timeout(20)  # milliseconds
            ready.append(usable)
            letters += opened.evaluate(_TYPING, _TYPED)
            session = context.new_cdp_session(opened)
            heaps.append(int(session.send("Runtime.getHeapUsage")["usedSize"]))
    return Used(ready, letters, max(heaps))


def _row(name: str, page: Made, use: Used) -> str:
    cells = (
        f"{page.run.seconds:.1f} s",
        f"{page.run.peak / 1e6:.0f} MB",
        f"{page.size / 1e6:.2f} MB",
        f"{page.compressed / 1e6:.2f} MB",
        f"{statistics.median(use.ready):.0f} ms, {max(use.ready):.0f} ms",
        f"{statistics.median(use.letters):.0f} ms, {max(use.letters):.0f} ms",
        f"{use.heap / 1e6:.0f} MB",
    )
    return f"| {name} | {' | '.join(cells)} |"


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print("| claims | made in | peak | size | gzip | ready | a letter | script keeps |")
    print("|---|" + "---:|" * 7)
    with TemporaryDirectory() as scratch, sync_playwright() as playwright:
        path = shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for count in (0, WHOLE, BRIEF, MIDDLE, LARGEST):
            page = Path(scratch, f"claims-{count}.html")
            done = made(whole(count) if count else SHIPPED, page)
            name = f"{count:,}" if count else "the shipped data"
            print(_row(name, done, used(chromium, page, rounds)), flush=True)
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
