"""Articles → their story: what several of them say, and who of their speakers is one person."""

from collections.abc import Sequence

from .article import Article, Story
from .dividing import divided
from .pooling import pooled
from .retellings import retellings
from .speakers_united import united
from .traces import Traces


def story_of(articles: Sequence[Article]) -> Story:
    """Return the story that articles tell; they state whom they retell, with comments why."""
    traces = Traces(articles)
    articles = divided(articles, traces)
    sayings = pooled(articles, traces)
    people = united(articles, sayings, traces)
    proposals = retellings(articles, sayings, traces)
    told = [
        article._replace(
            values={**article.values, **proposal.values},
            comments=(*article.comments, *proposal.comments),
        )
        for article, proposal in zip(articles, proposals, strict=True)
    ]
    return Story(told, sayings, people)
