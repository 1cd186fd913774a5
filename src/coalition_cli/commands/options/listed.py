"""Options that take comma lists."""


def comma_separated(values: list[str] | None) -> list[str]:
    """Return the items of an option that repeats and takes comma lists, each once."""
    items = (item.strip() for value in values or () for item in value.split(","))
    return list(dict.fromkeys(item for item in items if item))
