"""Lists of words, and how words are compared when letters' case and accents are not to matter."""

import unicodedata


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written with blanks between them."""
    return frozenset(listed.split())


def folded(text: str) -> str:
    """The text in small letters, without accents, with single blanks: for comparing, never for showing."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())
