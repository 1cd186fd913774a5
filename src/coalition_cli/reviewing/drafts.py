"""Which drafts are to be read, and where the texts of their articles are."""

from collections.abc import Sequence
from typing import NamedTuple

from ..answers.asking import Tell, Wanted, question, resolved
from ..answers.opening import opened
from ..answers.texts import TextFiles, article_files, inside, texts_named
from ..model import SECTIONS
from ..model.vocabularies import DRAFT
from ..project import Corpus
from ..reading import Watch, ignore
from .passages import ArticleTexts

_CLAIMS = SECTIONS["claims"]


class Drafts(NamedTuple):
    """The ids of claims that are drafts, in the order of the files, and the texts of articles."""

    keys: Sequence[str]
    texts: ArticleTexts


def drafts_of(
    corpus: Corpus,
    words: Sequence[str],
    texts: tuple[Sequence[str], str | None],
    tell: Tell,
    watch: Watch = ignore,
) -> Drafts:
    """Return the drafts that words of a query match.

    `texts` are words such as liga=liga.txt, and a folder; None is that of the project. Raise
    DataError if the data has errors, and UsageError for words that cannot be asked.
    """
    wanted = Wanted((*words,), {"status": [DRAFT]}, ("id",), ("file", "line") if words else ())
    asked = question(_CLAIMS, wanted)
    named, folder = texts
    files = texts_named(named, folder, corpus.paths) if named or folder else TextFiles({})
    if folder is not None:
        list(inside(folder))  # raises DataError if it cannot be read
    with opened(corpus, tell, watch) as index:
        keys = [str(key) for (key,) in index.rows(resolved(index, asked, tell)).rows()]
        found = article_files(index, TextFiles(files.files))
    paths = {file.article: file.path for file in found}
    return Drafts(keys, ArticleTexts(folder if folder is not None else corpus.texts(), paths, tell))
