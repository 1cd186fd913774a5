"""The chain of attribution of a claim, as a tree."""

from collections.abc import Sequence

from rich.text import Text
from rich.tree import Tree

from ..model.answer import Values
from .cells import identifier, speaker, text

DEEPEST = 8  # levels of retellings that are set in, lest they run off the screen


def chain(
    record: Values,
    appearances: Sequence[Values],
    trail: Sequence[Values],
    most: int | None = None,
) -> Tree:
    """Draw speaker → source → each article, retellings under what they retell.

    `trail` holds the articles of the appearances and those that they retell, up to the
    originals; where one of them is the claim's own source's, nothing stands above it. Behind
    `most` articles a line says how many more there are.
    """
    words = {row["article"]: row for row in appearances}
    articles = {row["id"]: row for row in trail}
    root = Tree(
        speaker(record) if record["speaker_name"] else Text("nobody is credited", "dim"),
        guide_style="dim",
    )
    carrier = root.add(text(record["source_name"])) if record["source"] else root
    retellings: dict[object, list[object]] = {}
    tops: list[object] = [key for key in words if key not in articles]  # outside the data
    for key, article in articles.items():
        own = record["source"] is not None and article["publisher"] == record["source"]
        retold = [] if own else article["retells"]
        for original in retold if isinstance(retold, list) else []:
            retellings.setdefault(original, []).append(key)
        if not retold:
            tops.append(key)
    branches = [(carrier, key, 0) for key in reversed(tops)]
    drawn: set[object] = set()
    while branches:
        if len(drawn) == most:
            if left_out := len(articles.keys() | words.keys()) - len(drawn):
                root.add(Text(f"… {left_out:,} more", "dim"))
            break
        branch, key, level = branches.pop()
        node = branch.add(_article(key, articles.get(key), words.get(key), record))
        if key not in drawn:
            below = branch if level >= DEEPEST else node  # a long chain goes on straight down
            branches += [(below, one, level + 1) for one in reversed(retellings.get(key, []))]
        drawn.add(key)
    return root


def _article(
    key: object, article: Values | None, appearance: Values | None, record: Values
) -> Text:
    """Return an article of the chain: whose, when, where in it; and whom else it credits."""
    shown = text(article["publisher_name"]) if article and article["publisher_name"] else Text()
    shown.append_text(Text.assemble("  [" if shown else "[", identifier(key), "]"))
    if article and article["date"]:
        shown.append("  ").append_text(text(article["date"]))
    if appearance is None:
        return shown.append("  the claim is not recorded there", "dim")
    if appearance["paragraph"]:
        shown.append(f"  ¶{appearance['paragraph']}")
    if appearance["speaker"] != record["speaker"]:
        shown.append("  credits ", "bold").append_text(speaker(appearance))
    return shown
