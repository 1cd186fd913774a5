"""Articles → their story: what several of them say, and who of their speakers is one person."""

from collections.abc import Sequence
from operator import is_not

from .article import Article, Story
from .known import NOTHING, Known
from .pooling.dividing import divided
from .pooling.pooling import Groups, pooled
from .pooling.speakers_united import united
from .retelling.retellings import retellings
from .retelling.traces import Traces


def story_of(articles: Sequence[Article], known: Known = NOTHING) -> Story:
    """Return the story that articles tell; they state whom they retell, with comments why.

    The articles of what is known stand before them. A saying that is a known claim begins with a
    part of the first of these.
    """
    articles = [*known.articles, *articles]
    traces = Traces(articles, known)
    groups = Groups(articles, traces.related, known)
    whole, articles = articles, divided(articles, groups)
    if any(map(is_not, whole, articles)):  # a quotation is divided
        groups = Groups(articles, traces.related, known)
    sayings = pooled(groups, traces)
    people = united(articles, sayings, traces)
    proposals = retellings(articles, sayings, traces, known)
    told = [
        article._replace(
            values={**article.values, **proposal.values},
            comments=(*article.comments, *proposal.comments),
        )
        for article, proposal in zip(articles, proposals, strict=True)
    ]
    return Story(told, sayings, people)
