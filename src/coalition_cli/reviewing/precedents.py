"""What somebody said of the drafts before: it is proposed for the next one, and shown there."""

from ..checking.single import is_unnamed_speaker
from ..drafting.known import KnownData
from ..model.record import Record
from .missing import article_of
from .stated import rated

CONFIDENCE, SOURCE = "confidence", "source"


class Precedents:
    """The answers of one sitting that fit other drafts too.

    A confidence counts for named speakers or for unnamed ones: `check` asks more of the latter.
    A source counts for the article.
    """

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._confidences: dict[bool, str] = {}

    def of(self, claim: Record, known: KnownData) -> dict[str, str]:
        """Return what accepting a draft states of it, by field: nothing that nobody has said."""
        speaker = claim.values.get("speaker")
        found = {
            SOURCE: self._sources.get(article_of(claim)) or _confirmed(claim, known),
            CONFIDENCE: self._confidences.get(_is_unnamed(claim, known), "") if speaker else "",
        }
        return {name: said for name, said in found.items() if said and name not in claim.values}

    def rate(self, claim: Record, known: KnownData) -> bool:
        """Take note of how sure somebody is of a claim; return whether it is the first of such."""
        said, unnamed = claim.values.get(CONFIDENCE), _is_unnamed(claim, known)
        first = not self._confidences
        if said is not None:
            self._confidences[unnamed] = rated(said)
        return first and bool(self._confidences)

    def carry(self, claim: Record) -> None:
        """Take note of who first carried a claim, as somebody has said."""
        self._sources[article_of(claim)] = str(claim.values.get(SOURCE, ""))


def _confirmed(claim: Record, known: KnownData) -> str:
    """Return who published an article of which a person has said that it retells nothing."""
    article = known.by_key["articles"].get(article_of(claim))
    if article is None or article.values.get("original") is not True:
        return ""
    return str(article.values.get("publisher", ""))


def _is_unnamed(claim: Record, known: KnownData) -> bool:
    stated = claim.values.get("anonymous")
    speaker = known.by_key["speakers"].get(str(claim.values.get("speaker")))
    return bool(stated) if stated is not None else bool(speaker and is_unnamed_speaker(speaker))
