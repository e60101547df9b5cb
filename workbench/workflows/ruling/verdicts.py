"""Verdicts as people write them on the command line and in tables."""

import re

from codebook.naming import loose_key
from codebook.ruling import Verdict
from transcripts.i18n import _
from workbench.errors import RulingError
from workbench.workflows.ruling.hiding import position_of
from workbench.workflows.ruling.values import OpenCase

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_FRENCH = ("premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme", "neuvieme")
_WORDS = {
    **{verdict.value: verdict for verdict in Verdict},
    "reunion": Verdict.UNION,
    "les deux": Verdict.BOTH,
    "aucun": Verdict.NEITHER,
    "aucune": Verdict.NEITHER,
    "discuter": Verdict.DISCUSS,
    "majorite": Verdict.MAJORITY,
}
_PLACES = {word: at for words in (ORDINALS, _FRENCH) for at, word in enumerate(words)} | {
    "premiere": 0,
    "second": 1,
    "seconde": 1,
}
_NUMBERED = re.compile(r"(?P<verdict>[a-z]+)\s*[: ]\s*(?P<number>[0-9]{1,4})")
_LETTER = re.compile(r"[A-Za-z][0-9]{0,4}")


def read_verdict(written: str, case: OpenCase, *, answer: str = "", secret: str = "") -> tuple[Verdict, int | None]:
    """What is decided, and which of the answers is chosen (counted from 0), None if none is.

    Args:
        written: ``first``, ``second`` …, ``position:2``, ``union``, ``union:1`` (with stance and strength of the first
            answer), ``intersection``, ``both``, ``neither``, ``discuss``, ``majority``; ``A``, ``B`` … for who is
            shown so where names are hidden.
        case: What it is about.
        answer: Number of the answer, counted from 1, or its letter, where it stands apart from the verdict; "" if it
            does not.
        secret: The salt of the study, by which letters are told.

    Raises:
        RulingError: If it is no verdict.
    """
    word = loose_key(written).replace("_", " ").strip()
    numbered = _NUMBERED.fullmatch(word)
    if numbered and not answer:
        word, answer = numbered["verdict"], numbered["number"]
    chosen = position_of(case, answer, secret) if _LETTER.fullmatch(answer.strip()) else _number(answer)
    if word in _PLACES and chosen is None:
        return Verdict.POSITION, _PLACES[word]
    if word in _WORDS:
        # What was exported says with a majority which answer it was; the majority of now counts.
        return _WORDS[word], None if _WORDS[word] is Verdict.MAJORITY else chosen
    if _LETTER.fullmatch(written.strip()) and not answer:
        return Verdict.POSITION, position_of(case, written, secret)
    raise RulingError(
        _("There is no verdict {verdict}.").format(verdict=written.strip() or "?"),
        _("Verdicts: {verdicts}.").format(
            verdicts=", ".join(
                ("first", "second", "position:N", *(one.value for one in Verdict if one is not Verdict.POSITION))
            )
        ),
    )


def _number(answer: str) -> int | None:
    """Of an answer, counted from 0.

    Raises:
        RulingError: If it is no number from 1.
    """
    if not answer.strip():
        return None
    if not (answer.strip().isdecimal() and len(answer.strip()) < 5 and int(answer) > 0):
        raise RulingError(_("This is no number of an answer."), _("Count them from 1, as they are listed."))
    return int(answer) - 1
