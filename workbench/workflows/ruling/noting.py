"""A sentence of the codebook from a ruling: when the code is given, or when it is not."""

from typing import TYPE_CHECKING, Literal

from codebook.code import Code
from transcripts.i18n import _
from workbench.errors import RulingError
from workbench.store import codes as code_store
from workbench.store import rulings as ruling_store
from workbench.workflows.ruling.deciding import checked

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

Side = Literal["include", "exclude"]


def note_from_ruling(
    study: "StudyFile", ruling: str, *, code: str, text: str, coder: str, side: Side = "include"
) -> Code:
    """Write a sentence under "include when" or "exclude when" of a code, below what stands there; one step to undo.

    The codebook has a new version then; the journal says which ruling the sentence comes from.

    Args:
        study: The open study.
        ruling: uuid.
        code: uuid of one of the codes that were given there.
        text: The sentence.
        coder: uuid of the person who writes it.
        side: ``include`` or ``exclude``.

    Returns:
        The code as it is then.

    Raises:
        RulingError: If the ruling is gone, is about other codes, the text is empty, or stands there already.
        CodebookError: If the code lies in the bin.
        SealedError: If somebody's work on the transcript is sealed from who writes.
    """
    known = next((one for one in ruling_store.all(study.whole) if one.uuid == ruling), None)
    if known is None:
        raise RulingError(_("This ruling is gone: somebody took it away meanwhile."), _("Look at the case again."))
    checked(study, coder, [known.transcript])
    sentence = text.strip()
    if not sentence:
        raise RulingError(_("The note is empty."), _("Say when the code is given, or when it is not."))
    if code not in {one.code for position in known.positions for one in position.codings}:
        raise RulingError(_("This ruling is not about that code."), _("Name one of the codes that were given there."))
    with study.act(coder, "ruling.note") as act:
        before = code_store.load(act)
        stands = getattr(before.get(code), side)
        if sentence in stands.split("\n"):
            raise RulingError(_("The codebook says so already."))
        after = before.change(code, **{side: f"{stands}\n{sentence}".strip()})
        code_store.save(act, before, after)
        act.facts |= {"code": code, "ruling": ruling, "side": side, "version": act.codebook_version}
        return after.get(code)
