"""Making a study, and who takes part in it."""

from collections.abc import Callable, Collection
from pathlib import Path

from codebook.book import Codebook
from codebook.coding import Coder, CoderKind
from codebook.guide import Guide
from codebook.joining import Joined, join
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store.coders import checked_name, fold, new_uuid
from workbench.store.study_file import StudyFile
from workbench.workflows.guiding import import_guide
from workbench.workflows.sealing import make_blind


def new_study(
    path: Path,
    *,
    title: str = "",
    language: str = "fr",
    codebook: Codebook | None = None,
    guide: Guide | None = None,
    coder: str = "",
    blind: bool = False,
) -> StudyFile:
    """Make a study, with a codebook, a guide and a first coder if wanted; it appears with all of them or not at all.

    Args:
        path: The file.
        title: What it is called; as its file by default.
        language: Of its labels and reports, ``fr`` or ``en``.
        codebook: To begin with.
        guide: The interview guide.
        coder: Name of the first coder.
        blind: Whether coders see their own codings alone until the seals are opened.

    Raises:
        StoreError: If the file is there already or cannot be made.
        CodebookError: If the guide names a code that the codebook has not.
    """
    if coder:
        checked_name(coder)

    def furnish(study: StudyFile) -> None:
        _add_consensus(study)
        if coder:
            add_coder(study, coder)
        if codebook is not None and codebook.entries:
            import_codebook(study, None, codebook)
        if guide is not None:
            import_guide(study, None, guide)
        if blind:
            make_blind(study, None)

    return StudyFile.create(path, title=title, language=language, furnish=furnish)


def _add_consensus(study: StudyFile) -> None:
    """The layer of rulings is there from the start; taking it back would be one undo too far."""
    from workbench.store.rows import CoderRow

    with study.act(None, "study.new", kind="birth") as act:
        act.add(
            CoderRow(
                uuid=new_uuid(),
                name=coder_store.CONSENSUS,
                folded_name=coder_store.CONSENSUS,
                kind=CoderKind.CONSENSUS.value,
                created_at=act.at,
            )
        )


def add_coder(study: StudyFile, name: str) -> Coder:
    """Add a coder.

    Raises:
        StoreError: If the name is taken (case-blind) or is none.
    """
    from workbench.store.rows import CoderRow

    clean = checked_name(name)
    with study.act(None, "coder.add") as act:
        if act.all(CoderRow, folded_name=fold(clean)):
            raise StoreError(
                _("There is a coder {name} already.").format(name=clean), _("Use that one, or choose another name.")
            )
        row = act.add(
            CoderRow(
                uuid=new_uuid(), name=clean, folded_name=fold(clean), kind=CoderKind.PERSON.value, created_at=act.at
            )
        )
        act.facts["coder"] = row.uuid
        # Coders sign what others rely on; they come with the study and are not taken back by undo.
        act.kind = "birth"
        return Coder(row.uuid, row.name)


def import_codebook(
    study: StudyFile, coder: str | None, codebook: Codebook, *, reserved_keys: Collection[str] = ()
) -> Joined:
    """Bring codes into the study: new ones are added, those with a known short name or uuid get the new texts.

    Returns:
        The codebook as it is then, and what is new or changed in it.

    Raises:
        CodebookError: If keys or short names clash; nothing is brought in.
    """
    with study.act(coder, "codebook.import") as act:
        before = code_store.load(act)
        joined = join(before, codebook, reserved_keys=reserved_keys)
        code_store.save(act, before, joined.book)
        act.facts["count"] = len(joined.added) + len(joined.changed)
        return joined


def edit_codebook(
    study: StudyFile, coder: str | None, verb: str, edit: Callable[[Codebook], Codebook], *, code: str = ""
) -> Codebook:
    """One edit of the codebook as one step.

    Args:
        study: The open study.
        coder: uuid.
        verb: Name of the act, such as ``code.change``.
        edit: From the codebook as it is to the codebook as it shall be.
        code: uuid of the code that the edit is about, for the journal.

    Returns:
        The codebook as it is then.

    Raises:
        CodebookError: If the edit is refused; nothing is changed.
    """
    with study.act(coder, verb) as act:
        before = code_store.load(act)
        after = edit(before)
        code_store.save(act, before, after)
        if code:
            act.facts["code"] = code
        return after
