"""The languages that the wording exists in, and which of them a reader likes best."""

__all__ = ["LANGUAGES", "preferred_language"]

LANGUAGES = ("en", "zh")


def preferred_language(accepted: str) -> str:
    """The language of LANGUAGES that an Accept-Language header likes best; English if none."""
    wishes = []
    for place, each in enumerate(accepted.split(",")):
        tag, _, weight = each.partition(";q=")
        try:
            wishes.append((-float(weight or 1), place, tag.strip().lower()[:2]))
        except ValueError:
            continue
    return next((tag for _, _, tag in sorted(wishes) if tag in LANGUAGES), LANGUAGES[0])
