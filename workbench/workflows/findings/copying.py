"""A quotation as it is put into an article: in the marks of its language, cut, signed."""

from typing import TYPE_CHECKING

from codebook.quantity_sentences import marked
from codebook.quotations import excerpt
from codebook.trimming import trimmed
from workbench.store import transcripts as transcript_store
from workbench.workflows.signing import Signatures

if TYPE_CHECKING:
    from workbench.store.picks import Pick
    from workbench.store.study_file import StudyFile


def copied(study: "StudyFile", pick: "Pick") -> str:
    """The quotation with its signature: ``« Le dialogue, […] notre objectif » (I-05, culture et éducation)``."""
    text = transcript_store.load(study.reader, pick.transcript)
    words = excerpt(text, pick.span, context=0)
    signatures = Signatures(study.reader)
    signed = signatures.of(words.participant) or words.speaker or text.name
    return quoted(trimmed(text.text, pick.span, pick.cuts), signed, study.language)


def quoted(words: str, signature: str, language: str) -> str:
    """Words in the quotation marks of a language, and who says them in brackets."""
    one_line = " ".join(words.split("\n"))
    return f"{marked(one_line, language)} ({signature})"
