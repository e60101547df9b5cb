"""Lines and paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.paragraphs import lines_of, paragraphs_of

WRAPPED = """\
Nous avons ouvert la page au printemps, après
beaucoup d'hésitations de la part de la haute
direction, qui craignait surtout les messages
négatifs."""


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Un.\nDeux.", ["Un.", "Deux."]),
        ("Un.\n\n\nDeux.\n", ["Un.", "Deux."]),
        ("Une phrase qui\ncontinue ici.", ["Une phrase qui\ncontinue ici."]),
        ("Deux objectifs :\nl'image\nle dialogue", ["Deux objectifs :", "l'image\nle dialogue"]),
        ("l'image ;\nle dialogue.", ["l'image ;", "le dialogue."]),
        (WRAPPED, [WRAPPED]),
        (WRAPPED.replace("direction,", "Direction,"), [WRAPPED.replace("direction,", "Direction,")]),
        ("Facebook\nTwitter\nYouTube", ["Facebook", "Twitter", "YouTube"]),
        (" \n\t\n", []),
    ],
)
def test_a_line_feed_ends_a_paragraph_unless_it_was_a_wrap(text: str, paragraphs: list[str]) -> None:
    assert [span.cut(text) for span in paragraphs_of(text)] == paragraphs


@given(st.text("ab A.\n\t:,", max_size=200))
def test_lines_and_paragraphs_hold_every_character_once_and_in_order(text: str) -> None:
    for spans in (list(lines_of(text)), paragraphs_of(text)):
        assert "".join("".join(span.cut(text) for span in spans).split()) == "".join(text.split())
        assert all(left.end <= right.start for left, right in pairwise(spans))
