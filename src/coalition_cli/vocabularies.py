"""The closed vocabularies of claims, and the scales that rate them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Band(NamedTuple):
    """A word for a range of confidence: what it stores, and the range it covers."""

    word: str
    value: int
    low: int
    high: int


# STIX 2.1 (OASIS), appendix A, the scale None / Low / Med / High.
BANDS = (
    Band("none", 0, 0, 0),
    Band("low", 15, 1, 29),
    Band("medium", 50, 30, 69),
    Band("high", 85, 70, 100),
)
CONFIDENCE_MAX = 100

# NATO Admiralty code (AJP-2.1): a source by its record, a claim by other evidence.
RELIABILITY: Mapping[str, str] = MappingProxyType(
    {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "reliability cannot be judged",
    }
)
CREDIBILITY: Mapping[int, str] = MappingProxyType(
    {
        1: "confirmed by other sources",
        2: "probably true",
        3: "possibly true",
        4: "doubtful",
        5: "improbable",
        6: "truth cannot be judged",
    }
)

UNNAMED = "unnamed"  # the word that marks who is not named
UNNAMED_SPEAKER = f"{UNNAMED} speaker"  # who has neither a name that may be told nor a description
WITHHELD = "(withheld)"  # stands where a confidential name was
SOURCE_KINDS = ("outlet", "agency", "government", "organisation", "document", "social")
SPEAKER_KINDS = ("person", "group", "organisation", "outlet", "unknown")
CLAIM_KINDS = ("event", "numerical", "causal", "position", "prediction")
STATUSES = ("active", "corrected", "retracted")


def marked_unnamed(called: str) -> str:
    """Return how an unnamed speaker is called, with the word that marks one."""
    return called if called == UNNAMED_SPEAKER else f"{called} ({UNNAMED})"


def confidence_word(value: int | None) -> str | None:
    """Return the STIX 2.1 word for a confidence of 0 to 100; None where it is not rated."""
    if value is None:
        return None
    return next(band.word for band in BANDS if band.low <= value <= band.high)
