"""The chain of attribution of a claim, as a tree."""

from rich.text import Text
from rich.tree import Tree

from ..answers.dossier import ChainStep, Dossier, steps
from ..model.answer import Values
from .cells import identifier, speaker, text

_DEEPEST = 8  # levels of retellings that are indented: more would leave the screen


def chain(dossier: Dossier, most: int | None = None) -> Tree:
    """Draw speaker → source → each article, with its retellings below it.

    After `most` articles a line says how many more there are.
    """
    record = dossier.record
    root = Tree(
        speaker(record) if record["speaker_name"] else Text("nobody is credited", "dim"),
        guide_style="dim",
    )
    branches = [root.add(text(record["source_name"])) if record["source"] else root]  # by level
    drawn, left_out = steps(dossier, most)
    for step in drawn:
        branch = branches[step.level]
        node = branch.add(_article(step, record))
        branches[step.level + 1 :] = [branch if step.level >= _DEEPEST else node]
    if left_out:
        root.add(Text(f"… {left_out:,} more", "dim"))
    return root


def _article(step: ChainStep, record: Values) -> Text:
    """Return an article of the chain: publisher, date, paragraph, and a speaker if it differs."""
    known, appearance = step.known, step.appearance
    shown = text(known.publisher_name) if known and known.publisher_name else Text()
    shown.append_text(Text.assemble("  [" if shown else "[", identifier(step.article), "]"))
    if known and known.date:
        shown.append("  ").append_text(text(known.date))
    if appearance is None:
        return shown.append("  not recorded there", "dim")
    if appearance["paragraph"]:
        shown.append(f"  ¶{appearance['paragraph']}")
    if appearance["locator"]:
        shown.append("  ").append_text(text(appearance["locator"]))
    if appearance["speaker"] != record["speaker"]:
        shown.append("  credits ", "bold").append_text(speaker(appearance))
    return shown
