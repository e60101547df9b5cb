"""What a check finds: a line for each quotation, signature, count and word of quantity."""

from dataclasses import dataclass
from enum import StrEnum

from exports.report import Pointer
from transcripts.i18n import N_
from transcripts.spans import Span
from workbench.workflows.verifying_text.articles import Paragraph


class Kind(StrEnum):
    """What was found in the manuscript."""

    QUOTATION = "quotation"
    SIGNATURE = "signature"
    COUNT = "count"
    QUANTITY = "quantity"


class Verdict(StrEnum):
    """What the study says of it."""

    RIGHT = "right"
    NEARLY = "nearly"
    WRONG = "wrong"
    UNCLEAR = "unclear"


KINDS = {
    Kind.QUOTATION.value: N_("quotation"),
    Kind.SIGNATURE.value: N_("signature"),
    Kind.COUNT.value: N_("count"),
    Kind.QUANTITY.value: N_("word of quantity"),
}
VERDICTS = {
    Verdict.RIGHT.value: N_("correct"),
    Verdict.NEARLY.value: N_("nearly"),
    Verdict.WRONG.value: N_("wrong"),
    Verdict.UNCLEAR.value: N_("cannot be told"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked.

    Attributes:
        kind: What it is.
        paragraph: Where it stands.
        span: In the paragraph.
        text: As the manuscript has it.
        verdict: What the study says of it.
        place: Where the study has it, such as ``I-05 §17``; "" where it has it nowhere.
        remark: What differs, in sentences; "" for nothing.
        pointers: The passages of the study behind it.
    """

    kind: Kind
    paragraph: Paragraph
    span: Span
    text: str
    verdict: Verdict
    place: str = ""
    remark: str = ""
    pointers: tuple[Pointer, ...] = ()
