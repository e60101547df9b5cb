"""How what was typed or stood in a table was read, in sentences."""

from typing import TYPE_CHECKING

from transcripts.attributes import written_value
from transcripts.i18n import N_, _

if TYPE_CHECKING:
    from workbench.workflows.participant_edits import ReadBack

_DOUBTS = {
    "day_or_month": N_("“{written}” of {pseudonym} was read with the day first, as {read}; the month may be meant"),
    "century": N_("“{written}” of {pseudonym} was read as {read}"),
    "serial": N_("“{written}” of {pseudonym} was read as the number that a spreadsheet keeps a date as: {read}"),
    "thousands": N_("the comma in “{written}” of {pseudonym} was read as a decimal sign"),
    "mangled": N_("“{written}” of {pseudonym} is a date: a spreadsheet makes dates of ranges such as 5-12"),
}


def doubt_words(why: str, *, written: str, pseudonym: str, read: str) -> str:
    """Why a cell may have been meant otherwise.

    Args:
        why: A ``Doubt``, or ``MANGLED``.
        written: What stands in it.
        pseudonym: Whose it is.
        read: How it was read.
    """
    return _(_DOUBTS[why]).format(written=written, pseudonym=pseudonym, read=read)


def read_words(one: "ReadBack", pseudonyms: str, typed: str) -> str:
    """How something typed for an attribute was read.

    Args:
        one: How it was understood.
        pseudonyms: Of whom.
        typed: What was typed.
    """
    name = one.attribute.name
    if one.value is None:
        said = _("{pseudonym}: nothing is recorded for {attribute} any more.")
        return said.format(pseudonym=pseudonyms, attribute=name)
    read = written_value(one.value)
    said = _("{pseudonym}: {attribute} is {value}.").format(pseudonym=pseudonyms, attribute=name, value=read)
    if one.fresh:
        said += " " + _("This choice is new.")
    if one.doubt is not None:
        what = doubt_words(one.doubt.value, written=typed, pseudonym=pseudonyms, read=read)
        said += " " + _("Look at it again: {what}.").format(what=what)
    return said
