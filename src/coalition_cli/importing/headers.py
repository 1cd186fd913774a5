"""Known headers."""


def is_known(header: str) -> bool:
    return header.strip().lower() in {
        "claim",
        "text",
        "speaker",
        "date",
        "verdict",
        "source",
        "url",
        "id",
        "name",
        "quote",
        "statement",
    }
