"""`coalition draft`: articles become drafts of claims."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from ..model.problems import UsageError
from ..project import corpus_of
from ..reading.files import STANDARD_INPUT, printable
from ..words.safe import visible
from ..words.values import is_date
from ..writing import opened
from .next_steps import review_of
from .opening import note
from .options.draft import OF_ONE, Facts, Files, Manner
from .options.shared import Goal
from .overwriting import keep_apart, refuse_to_replace_data, refuse_to_replace_read_claims

if TYPE_CHECKING:  # the help of the command needs none of it
    from ..assembling.article import Article
    from ..assembling.articles import Given
    from ..assembling.records import Drafted

_ADDS = "--into adds what is new to it"


def draft(manner: Manner, facts: Facts, goal: Goal, files: Files = None) -> None:
    """Draft the claims of articles: who says what, in which words.

    The draft is a claims file. It has the article, its speakers, and a claim for each
    quotation and each reported saying, as status 'draft' until you have read it. Comments
    say where it is not sure. Of several articles, a saying that some of them share is one
    claim. 'coalition help drafting' explains more.

    \b
    coalition draft page.html -o claims.yaml
    coalition draft a.html b.html --original a.html --keep-text -o claims.yaml
    coalition draft new.html --into claims.yaml
    coalition draft --attributions article.txt
    """
    if not files and sys.stdin is not None and sys.stdin.isatty():
        raise UsageError("name the FILE of an article\nor - to type it here, up to Ctrl-D")
    paths = files or [STANDARD_INPUT]
    _refuse_what_does_not_fit(paths, manner, facts, goal)
    if manner.attributions:
        keep_apart(goal.output, [], paths)
    else:
        from ..importing.landing.placing import refuse_unknown, refuse_unwritable

        refuse_unknown(goal.output)
        keep_apart(goal.output, [], paths, refuse_unwritable)
    refuse_to_replace_data(goal.output, _ADDS)
    refuse_to_replace_read_claims(goal.output, _ADDS)
    given = _given(manner, facts)
    if manner.attributions:
        _lines(paths, given, goal)
    elif goal.into is not None:
        _join(paths, given, manner, goal.into)
    else:
        _draft(paths, given, manner, goal)


def _given(manner: Manner, facts: Facts) -> "Given":
    from ..assembling.articles import Given
    from ..extracting.statement import Stated

    stated = Stated(
        headline=_line(facts.headline),
        authors=tuple(filter(None, map(_line, facts.author or ()))),
        date=_line(facts.date),
        url=_line(facts.url),
        language=_line(facts.language),
        publisher=_line(facts.publisher),
        archived=_line(facts.archived),
    )
    return Given(facts.id or "", stated, tuple(manner.original or ()), manner.stances)


def _line(value: str | None) -> str:
    """Return the value of an option in one line, without blanks around it."""
    return " ".join((value or "").split())


def _lines(paths: Sequence[str], given: "Given", goal: Goal) -> None:
    from ..assembling.articles import articles_of
    from ..assembling.lines import lines
    from ..assembling.sources import Sources

    articles = articles_of(paths, given, Sources())
    with opened(goal.output) as out:
        out.writelines(lines(articles))


def _draft(paths: Sequence[str], given: "Given", manner: Manner, goal: Goal) -> None:
    from ..assembling.articles import articles_of
    from ..assembling.noting import noted
    from ..assembling.records import drafted
    from ..assembling.sources import Sources
    from ..assembling.story import story_of
    from ..importing.landing.placing import place
    from ..reading.kinds import JSON, kind_named

    sources = Sources()
    articles = articles_of(paths, given, sources)
    found = drafted(story_of(articles), sources)
    is_json = kind_named(goal.output or "") is JSON
    with _texts(articles, manner):
        place(noted(found.stores) if is_json else found.stores, goal.output)
        _tell(found, _review_of(goal.output, paths, articles, manner))


def _join(paths: Sequence[str], given: "Given", manner: Manner, into: str) -> None:
    from ..assembling.articles import articles_of
    from ..assembling.joining import join
    from ..assembling.known import Known
    from ..assembling.records import drafted
    from ..assembling.sources import Sources
    from ..assembling.story import story_of
    from ..assembling.withholding import refuse_withheld
    from ..importing.landing.joining import edition_of

    with edition_of(into) as (edition, file):
        edition.source(file)  # it is locked, and read once
        known = Known(edition.records(), partial(_review_of_one, into, manner))
        sources = Sources(known)
        articles = articles_of(paths, given, sources, known)
        found = drafted(story_of(articles, known), sources, known)
        refuse_withheld(found, edition.names())
        changed = join(found, known, edition, file)
        with _texts(articles, manner):
            edition.save()
            _tell(found, _review_of(into, paths, articles, manner))
    note(f"{'changed' if changed else 'nothing new for'} {visible(printable(into))}")


@contextmanager
def _texts(articles: "Sequence[Article]", manner: Manner) -> Iterator[None]:
    """Keep the texts of articles, if that is wanted, and if all goes well within."""
    from ..assembling.keeping import folder_of, kept

    with ExitStack() as stack:
        texts: list[str] = []
        if manner.keep_text:
            texts = stack.enter_context(kept(articles, folder_of(corpus_of(unwritten=True))))
        yield
    for path in texts:
        note(f"kept {visible(printable(path))}")


def _tell(found: "Drafted", review: str) -> None:
    for line in found.summary(review):
        note(line)


def _kept_in() -> str:
    """Return the folder where the project keeps texts."""
    from ..assembling.keeping import folder_of

    return folder_of(corpus_of(unwritten=True))


def _review_of(
    path: str | None, files: Sequence[str], articles: "Sequence[Article]", manner: Manner
) -> str:
    """Return the command that shows the drafts beside their articles, as it is typed here."""
    if manner.keep_text:
        return review_of(path, folder=_kept_in())
    named = zip(articles, files, strict=True)
    return review_of(path, [f"{each.id}={file}" for each, file in named if file != STANDARD_INPUT])


def _review_of_one(into: str, manner: Manner, key: str, file: str) -> str:
    """Return the command that shows the drafts of an article that is there."""
    kept = manner.keep_text or file == STANDARD_INPUT
    return review_of(
        into, [] if kept else [f"{key}={file}"], _kept_in() if manner.keep_text else ""
    )


def _refuse_what_does_not_fit(
    paths: Sequence[str], manner: Manner, facts: Facts, goal: Goal
) -> None:
    """Raise UsageError for options that say nothing together."""
    if goal.output and goal.into:
        raise UsageError("-o writes a new file, and --into adds to one\ngive one of the two")
    if manner.attributions and goal.into:
        raise UsageError(
            "--attributions prints no claims, and --into adds some\ngive one of the two"
        )
    if manner.attributions and manner.keep_text:
        raise UsageError(
            "--attributions keeps no text, and --keep-text keeps some\ngive one of the two"
        )
    if facts.date and not is_date(facts.date):
        raise UsageError(f"--date is no date: '{facts.date}'\nwrite 2026, 2026-01 or 2026-01-19")
    if facts.id and len(facts.id.split()) != 1:
        raise UsageError(f"--id has blanks: '{facts.id}'\nwrite hyphens in their place")
    told = [f"--{name}" for name in OF_ONE if getattr(facts, name)]
    if told and len(paths) > 1:
        raise UsageError(
            f"{told[0]} is of one article, and {len(paths)} are given\ndraft that one by itself"
        )
