"""Texts and documents for the tests of the transcript view."""

from hypothesis import strategies as st

from transcripts.spans import Span
from workbench.tui.widgets.transcript_document import ShownDocument, ShownTurn

CLUSTERS = (
    *"abé, .’-œ",
    " ",
    " ",
    "mot",
    "longuement",
    "\u00a0",
    "\t",
    "\x1b",
    "\x9b",
    "\u202e",
    "\u2028",
    "\xad",
    "e\u0301",
    "日",
    "本",
    "。",
    "「",
    "한",
    "ก็",
    "👍🏽",
    "❤\ufe0f",
    "👩\u200d👩\u200d👧",
    "🇫🇷",
    "\u200b",
    "\u200d",
    "\ufe0f",
    "\U0001f1eb",
    "\U0001f3fd",
    "\u0301",
)
"""What a text is put together from: plain letters, and all that is not one cell a character."""

texts = st.lists(st.sampled_from([*CLUSTERS, "\n"]), max_size=120).map("".join)
plain_texts = st.text(alphabet="aé’ \u00a0-\n", max_size=300)


def document(*turns: tuple[str, str], questions: dict[int, str] | None = None) -> ShownDocument:
    """Turns of (label, words), where ``|`` parts the sentences; ``ENQ`` interviews and ``#`` is a heading."""
    shown: list[ShownTurn] = []
    sentences: list[Span] = []
    text = ""
    for number, (label, said) in enumerate(turns):
        text += "\n" if number else ""
        start = len(text)
        for index, sentence in enumerate(said.split("|")):
            text += " " if index else ""
            sentences.append(Span(len(text), len(text) + len(sentence)))
            text += sentence
        question = (questions or {}).get(number, "")
        heading = label == "#"
        shown.append(
            ShownTurn(Span(start, len(text)), number + 1, "" if heading else label, label == "ENQ", heading, question)
        )
    return ShownDocument(text, shown, sentences)
