"""`coalition check --fix`: mends what has one safe remedy, before the rest is reported."""

from collections.abc import Sequence

from ..model.problems import plural
from ..project import Corpus
from ..rewriting.edition import Edition
from ..rewriting.mending import mend
from .differing import confidential, show_lines
from .opening import note


def fix(corpora: Sequence[Corpus], *, dry: bool) -> bool:
    """Mend the files of all data, or only print which lines would differ; whether any are."""
    differs = False
    for corpus in corpora:
        with Edition(corpus.files(), dry=dry, mending=True) as edition:
            count = mend(edition)
            files = len(edition.texts())
            if dry:
                names = confidential(edition.files) if files else []
                for before, now in edition.texts():
                    show_lines(before, now, names)
            else:
                edition.save()
        differs = differs or files > 0
        what = f"{plural(count, 'problem')} in {plural(files, 'file')}" if count else "nothing"
        note(f"{'would fix' if dry else 'fixed'} {what}")
    return differs
