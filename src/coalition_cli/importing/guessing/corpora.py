"""Corpora of checked claims that researchers publish, known by their columns or keys.

Each is read as a table or as JSON, and a mapping of its name comes with the program.
"""

import re
from collections.abc import Mapping, Set

from ..forms import Sample
from ..objects.wrapped import like

_RATINGS = frozenset({"pants-fire", "false", "barely-true", "half-true", "mostly-true", "true"})
_CLAIM_ID = re.compile(r"[a-z]{2,6}-[0-9]{5}")
_ADDRESS = "http"


def is_liar(sample: Sample) -> bool:
    """Return whether it is LIAR (Wang 2017): fourteen columns without a header."""
    cells = _first_line(sample)
    return len(cells) == 14 and cells[0].endswith(".json") and cells[1] in _RATINGS


def is_multifc(sample: Sample) -> bool:
    """Return whether it is MultiFC (Augenstein et al. 2019): thirteen columns without a header."""
    cells = _first_line(sample)
    known = len(cells) == 13 and _CLAIM_ID.fullmatch(cells[0])
    return bool(known) and cells[3].startswith(_ADDRESS)


def is_politifact(sample: Sample) -> bool:
    """Return whether it is a table that was made of PolitiFact's pages."""
    return {"statement_originator", "statement", "verdict"} <= _header(sample)


def is_checkthat(sample: Sample) -> bool:
    """Return whether it is CheckThat! (CLEF 2020 to 2022): posts with a label."""
    header = _header(sample)
    return "tweet_text" in header and bool(header & {"check_worthiness", "class_label"})


def is_averitec(sample: Sample) -> bool:
    """Return whether it is AVeriTeC (Schlichtkrull et al. 2023): claims with answered questions."""
    return _has(sample, {"claim", "reporting_source", "location_ISO_code"})


def is_quotebank(sample: Sample) -> bool:
    """Return whether it is Quotebank (Vaucher et al. 2021): quotations and likely speakers."""
    return _has(sample, {"quoteID", "quotation", "probas"})


def _first_line(sample: Sample) -> list[str]:
    return sample.text.partition("\n")[0].rstrip("\r").split("\t")


def _header(sample: Sample) -> Set[str]:
    """Return the names of columns, whatever stands between them."""
    line = sample.text.partition("\n")[0]
    return {name.strip().strip('"').lower() for name in re.split("[,;\t]", line)}


def _has(sample: Sample, keys: Set[str]) -> bool:
    def wanted(value: Mapping[str, object]) -> bool:
        return keys <= value.keys()

    return any(like(value, frozenset(), wanted) for value in sample.values)
