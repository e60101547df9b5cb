"""French or English."""

import pytest

from transcripts.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Je pense que nous avons beaucoup de choses à dire sur la page.", "fr"),
        ("Ben oui, c'est ça qu'on fait, on est là pour eux.", "fr"),
        ("I think that we have many things to say about the page.", "en"),
        ("It was like being inside of a painting and I felt at home.", "en"),
        ("Bonjour !", ""),
        ("", ""),
        ("1234 5678", ""),
        ("Wir haben schon immer gesagt, dass daraus nichts wird.", ""),
    ],
)
def test_the_language_is_told_by_its_small_words(text: str, language: str) -> None:
    assert guess_language(text) == language
