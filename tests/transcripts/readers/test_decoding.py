"""Text files in any encoding, and files that are no text."""

import codecs
from collections.abc import Callable

import pytest

from transcripts.errors import TranscriptError
from transcripts.readers import Reading

Read = Callable[..., Reading]

WORDS = (
    "ENQ : Où êtes-vous allés, à l'été ?\nI-05 : À Québec, ça a été « génial » — vraiment.\nENQ : Ah ?\nI-05 : Oui !"
)


@pytest.mark.parametrize(
    ("data", "encoding", "guessed"),
    [
        (WORDS.encode(), "utf-8", False),
        (codecs.BOM_UTF8 + WORDS.encode(), "utf-8-sig", False),
        (WORDS.encode("utf-16"), "utf-16", False),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16", False),
        (WORDS.encode("utf-32"), "utf-32", False),
        (codecs.BOM_UTF32_BE + WORDS.encode("utf-32-be"), "utf-32", False),
        (WORDS.encode("utf-16-le"), "utf-16-le", True),
        (WORDS.encode("utf-16-be"), "utf-16-be", True),
        (WORDS.encode("utf-32-le"), "utf-32-le", True),
        (WORDS.encode("utf-32-be"), "utf-32-be", True),
        (WORDS.encode("cp1252"), "cp1252", True),
        (WORDS.encode("mac_roman"), "mac_roman", True),
        (WORDS.replace("—", "-").encode("cp850"), "cp850", True),
    ],
)
def test_every_encoding_gives_the_same_words_and_a_guess_is_said(
    read: Read, data: bytes, encoding: str, guessed: bool
) -> None:
    transcript = read(data).transcripts[0]
    told = "".join(turn.label + turn.span.cut(transcript.text) + "\n" for turn in transcript.turns).rstrip()
    assert told.replace("—", "-") == WORDS.replace("—", "-")
    assert (transcript.source.encoding, transcript.source.guessed) == (encoding, guessed)
    assert any(encoding in note for note in transcript.source.notes) == guessed


def test_a_long_plain_beginning_does_not_hide_the_accents(read: Read) -> None:
    text = "Sans accent du tout. " * 20_000 + "Voilà l'été."
    assert read(text.encode("cp1252")).transcripts[0].text == text


def test_other_scripts_are_looked_for_too(read: Read) -> None:
    text = "Добрый день, расскажите о вашей работе в министерстве. " * 20
    assert read(text.encode("cp1251")).transcripts[0].text == text


def test_the_encoding_can_be_said(read: Read) -> None:
    transcript = read("été".encode("cp1252"), encoding="cp1252").transcripts[0]
    assert (transcript.text, transcript.source.guessed) == ("été", False)


@pytest.mark.parametrize("encoding", ["utf-8", "no-such-encoding"])
def test_a_wrong_encoding_is_refused(read: Read, encoding: str) -> None:
    with pytest.raises(TranscriptError, match=encoding):
        read("été".encode("cp1252"), encoding=encoding)


def test_a_text_cut_in_the_middle_of_a_character_is_refused_where_its_mark_says_utf16(read: Read) -> None:
    with pytest.raises(TranscriptError, match="utf-16"):
        read("été".encode("utf-16")[:-1])


@pytest.mark.parametrize(("ends", "count"), [("\r\n", 3), ("\r", 3)])
def test_line_ends_become_line_feeds_and_it_is_said(read: Read, ends: str, count: int) -> None:
    transcript = read(f"Un.{ends}{ends}Deux.{ends}").transcripts[0]
    assert transcript.text == "Un.\n\nDeux.\n"
    assert any(str(count) in note for note in transcript.source.notes)


def test_a_text_without_labels_is_kept_character_for_character(read: Read) -> None:
    text = "\n  Un début.\n\n\nUne suite,\tavec tout.  \u2028 Oui.\n"
    transcript = read(text).transcripts[0]
    assert transcript.text == text
    assert [turn.span.cut(text) for turn in transcript.turns] == ["  Un début.", "Une suite,\tavec tout.  \u2028 Oui."]


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\x03" * 50,
        b"texte\x00cach\xc3\xa9",
        bytes(range(1, 32)) * 20,
        b"\xff\xfe\x00\x00" + b"\x01\x00\x00\x00" * 40,
        b"\x8f\x00\xfe\x11\x00\x9c" * 30,
    ],
)
def test_binary_data_is_refused_as_no_text(read: Read, data: bytes) -> None:
    with pytest.raises(TranscriptError, match=r"entretien\.txt is not a text file"):
        read(data)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_an_empty_file_is_refused(read: Read, data: bytes) -> None:
    with pytest.raises(TranscriptError, match="holds no text"):
        read(data)


def test_terminal_escapes_stay_in_the_text_and_do_nothing_when_shown(read: Read) -> None:
    from transcripts.display import visible

    text = "ENQ : \x1b[31mPourquoi\x1b[0m ?\nI-05 : \x1b]0;titre\x07Oui.\nENQ : Ah.\nI-05 : \x9bVoilà."
    transcript = read(text).transcripts[0]
    assert "\x1b[31mPourquoi" in transcript.text
    assert not {"\x1b", "\x07", "\x9b"} & set(visible(transcript.text))
    assert len(visible(transcript.text)) == len(transcript.text)


@pytest.mark.soak
def test_fifty_megabytes_of_one_line_are_one_turn(read: Read, campaign: Callable[[int, int], int]) -> None:
    from transcripts.segmenting import segments

    size = campaign(2_000_000, 50_000_000)
    for unit in ("mot ", "x", "a: ", "[", "Ah oui, M. Roy est là. "):
        text = unit * (size // len(unit))
        transcript = read(text).transcripts[0]
        assert transcript.text == text
        assert len(transcript.turns) == 1
        cut = segments(transcript)
        assert sum(len(span.cut(text).replace(" ", "")) for span in cut) == len(text.replace(" ", ""))
