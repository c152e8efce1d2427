"""Letters as they are compared where neither case nor marks count."""

import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})


def fold(text: str) -> str:
    """Small letters without marks: CÔTE → cote, œuvre → oeuvre."""
    letters = unicodedata.normalize("NFKD", text.lower().translate(LIGATURES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()
