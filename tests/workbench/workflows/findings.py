"""Studies with codings, for the tests of findings."""

from pathlib import Path

from codebook.coding import Coder, ReadingState, Stance
from transcripts.spans import Span
from workbench.store import transcripts
from workbench.store.study_file import StudyFile
from workbench.workflows.coding import apply_codes, set_state, weigh

CODINGS = "corpora/games-as-art-en/codings.csv"


def code(
    study: StudyFile,
    coder: Coder,
    transcript: str,
    words: str,
    *codes: str,
    strength: int | None = None,
    stance: Stance | None = None,
) -> list[str]:
    """Put codes on the words where they first stand; their uuids."""
    text = transcripts.load(study.reader, transcript).text
    start = text.index(words)
    made = apply_codes(study, coder.uuid, transcript, Span(start, start + len(words)), codes)
    for coding in made if strength is not None or stance is not None else ():
        weigh(study, coder.uuid, coding.uuid, strength=strength, stance=stance)
    return [coding.uuid for coding in made]


def finish(study: StudyFile, coder: Coder, *texts: str) -> None:
    """Mark transcripts as done, all of them by default."""
    uuids = texts or tuple(entry.uuid for entry in transcripts.listing(study.reader))
    set_state(study, coder.uuid, uuids, ReadingState.DONE)


def games(path: Path, shared: Path) -> StudyFile:
    """The written answers about games as art, each coded by two people with free codes."""
    from transcripts.readers.registry import read_transcripts
    from workbench.workflows.coding_lines import read_coding_table
    from workbench.workflows.coding_plans import plan_codings
    from workbench.workflows.coding_tables import take_codings
    from workbench.workflows.importing import import_transcripts
    from workbench.workflows.studies import add_coder, new_study

    study = new_study(path, language="en")
    texts = sorted((shared / "samples" / "corpora" / "games-as-art-en" / "texts").glob("*.txt"))
    import_transcripts(study, None, [one for text in texts for one in read_transcripts(text)])
    for name in ("coder1", "coder2"):
        add_coder(study, name)
    table = read_coding_table(shared / "samples" / CODINGS)
    take_codings(study, plan_codings(study, table, create_codes=True), done=True)
    return study
