"""Which of the two languages a caller reads: Chinese unless they ask for English."""

from functools import lru_cache

CHINESE, ENGLISH = "zh", "en"


@lru_cache(maxsize=512)
def language_of(accepted: str) -> str:
    """Choose from an Accept-Language header; the first of the highest weight wins, else Chinese."""
    best, best_weight = CHINESE, 0.0
    for part in accepted.split(","):
        tag, _, parameters = part.strip().partition(";")
        offered = tag.strip().lower().partition("-")[0]
        weight = _weight(parameters)
        if offered in (CHINESE, ENGLISH) and weight > best_weight:
            best, best_weight = offered, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
