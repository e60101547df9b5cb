"""Lists of words, and how words are compared when letters' case and accents are not to matter."""

import unicodedata


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written with blanks between them."""
    return frozenset(listed.split())


def folded(text: str) -> str:
    """The text in small letters, without accents, with single blanks: for comparing, never for showing."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


_JOINTS = str.maketrans(dict.fromkeys("‐‑‒–—―−_", "-") | {"’": "'", "ʼ": "'"})


def name_key(text: str) -> str:
    """What two spellings of one name share: neither case nor accents count, nor which dash or apostrophe it is."""
    return folded(text).translate(_JOINTS)
