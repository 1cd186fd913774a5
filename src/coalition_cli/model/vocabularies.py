"""The closed vocabularies of claims, and the scales that rate them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Band(NamedTuple):
    """A word for a range of confidence."""

    word: str
    value: int  # that the word stands for
    low: int
    high: int  # included


# STIX 2.1 (OASIS), appendix A, the scale None / Low / Med / High.
BANDS = (
    Band("none", 0, 0, 0),
    Band("low", 15, 1, 29),
    Band("medium", 50, 30, 69),
    Band("high", 85, 70, 100),
)
CONFIDENCE_MAX = 100

# NATO Admiralty code (AJP-2.1). It rates a source by its record, and a claim by other evidence.
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

WITHHELD = "(withheld)"  # stands in the place of a confidential name
SOURCE_KINDS = ("outlet", "agency", "government", "organisation", "document", "social")
SPEAKER_KINDS = ("person", "group", "organisation", "outlet", "document", "unknown")
CLAIM_KINDS = ("event", "numerical", "causal", "position", "prediction")
CORRECTED = ("corrected", "retracted")
USUAL_STATUS, DRAFT = "active", "draft"  # a draft was made by a program, and nobody has read it yet
STATUSES = (USUAL_STATUS, DRAFT, *CORRECTED)
TERMS = ("on-record", "background", "deep-background", "off-record")

# Periods of time, and how many characters of a date such as 2026-01-19 name one.
PERIODS: Mapping[str, int] = MappingProxyType({"day": 10, "month": 7, "year": 4})
COARSE = ("month", "year")  # than a date may be


def confidence_word(value: int | None) -> str | None:
    """Return the STIX 2.1 word for a confidence of 0 to 100; None if it is not rated."""
    if value is None:
        return None
    return next(band.word for band in BANDS if band.low <= value <= band.high)


# The countries of ISO 3166-1: their officially assigned alpha-2 codes, 249 of them.
ALPHA_2 = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ
    EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW
    GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY
    KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY
    QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG
    TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM
    ZW
    """.split()  # noqa: SIM905 - a list of 249 strings reads no better
)
# Other codes for these countries, of the European Union and of the Internet.
MISTAKEN = {"UK": "GB", "EL": "GR"}
