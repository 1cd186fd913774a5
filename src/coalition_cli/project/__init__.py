"""Which data a user means: what is named, else what the project has, and only then the example.

`corpus_of` is the way in. It returns a `Corpus`: the paths to read, and where they come from.
"""

from .corpus import ENGINE, VARIABLE, Corpus, NoDataError, Origin
from .finding import corpus_of

__all__ = ["ENGINE", "VARIABLE", "Corpus", "NoDataError", "Origin", "corpus_of"]
