"""The demonstration study: fictional interviews, coded by two fictional coders who differ in places."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from codebook.coding import CoderKind, ReadingState
from codebook.shipped import read_guide_template, read_template
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store.appearing import aside
from workbench.store.study_file import StudyFile

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parent.parent / "demonstration"
NAME = "demonstration"
LANGUAGE = "fr"
MARK = "demonstration"
TEMPLATE = "entretiens-medias-socionumeriques"
GUIDE = "guide-quatre-parties"
CATEGORISED = "Q6"
CATEGORIES = ("presque rien n’est validé", "selon le sujet", "tout est validé")
PICKS_BY = "Maude"
MOST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Where the demonstration study lies.

    Attributes:
        path: The study.
        reused: Whether it was there already.
        recipes: The file of reports that was laid beside it; None where there is one already.
    """

    path: Path
    reused: bool
    recipes: Path | None = None


def demonstrate(folder: Path) -> Demonstration:
    """Find the demonstration study of a folder, or make it; what is there is never overwritten.

    Args:
        folder: Made if it is not there.

    Raises:
        StoreError: If the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            _("{name} is no folder, nor can it be made one: {reason}.").format(name=folder, reason=error.strerror),
            _("Choose another folder."),
        ) from error
    for path in _names(folder):
        if not path.exists():
            _make(path)
            return Demonstration(path, reused=False, recipes=_lay_recipes(folder))
        if _is_ours(path):
            return Demonstration(path, reused=True)
    raise StoreError(_("{name} holds too many files named {stem}.").format(name=folder, stem=NAME))


def _names(folder: Path) -> "Iterator[Path]":
    yield folder / f"{NAME}.study"
    yield from (folder / f"{NAME}-{number}.study" for number in range(2, MOST_NAMES))


def _is_ours(path: Path) -> bool:
    """Whether this is a demonstration study that can be opened, changed or not."""
    try:
        with StudyFile.open(path) as study:
            return bool(study.fact(MARK))
    except StoreError:
        return False


def _lay_recipes(folder: Path) -> Path | None:
    """Lay the file of reports beside the study, unless somebody has one there."""
    from workbench.workflows.findings.recipes import NAME as RECIPES

    path = folder / RECIPES
    try:
        with path.open("xb") as file:
            file.write((FOLDER / RECIPES).read_bytes())
    except FileExistsError:
        return None
    return path


def _make(path: Path) -> None:
    """Make it aside, whole, and only then give it its name."""
    with aside(path) as made:
        _fill(made)


def _fill(path: Path) -> None:
    from transcripts.readers.registry import read_transcripts
    from workbench.workflows.coding_lines import read_coding_table
    from workbench.workflows.coding_plans import plan_codings
    from workbench.workflows.coding_tables import take_codings
    from workbench.workflows.demonstrated_decisions import decide
    from workbench.workflows.guiding import import_guide
    from workbench.workflows.importing import import_transcripts
    from workbench.workflows.link_tables import plan_links, read_link_table
    from workbench.workflows.linking import confirm_all_links
    from workbench.workflows.ordering import read_orders, set_orders
    from workbench.workflows.participant_tables import read_participants
    from workbench.workflows.participating import import_participants
    from workbench.workflows.studies import add_coder, new_study

    title = _("Demonstration: fictional interviews")
    with new_study(path, title=title, language=LANGUAGE, codebook=read_template(TEMPLATE, LANGUAGE)) as study:
        import_guide(study, None, read_guide_template(GUIDE, LANGUAGE))
        files = sorted((FOLDER / "entretiens").glob("*.txt"))
        import_transcripts(study, None, [one for file in files for one in read_transcripts(file)])
        confirm_all_links(study, None, plan_links(study, read_link_table(FOLDER / "links.csv")))
        people = read_participants(FOLDER / "participants.csv")
        import_participants(study, None, people.rows, people.columns)
        table = read_coding_table(FOLDER / "codings.csv")
        for name in dict.fromkeys(line.coder for line in table.lines):
            add_coder(study, name)
        take_codings(study, plan_codings(study, table))
        decide(study, _rows("decisions.csv"))
        _set_states(study)
        _fill_grid(study)
        set_orders(study, None, read_orders(study, FOLDER / "orders.csv"))
        _pick(study)
        _settle(study)


def _rows(name: str) -> "Iterator[dict[str, str]]":
    import csv

    yield from csv.DictReader((FOLDER / name).read_text(encoding="utf-8-sig").splitlines())


def _set_states(study: StudyFile) -> None:
    from workbench.store import coders, transcripts
    from workbench.workflows.coding import set_state

    wanted: dict[tuple[str, str], list[str]] = {}
    for row in _rows("states.csv"):
        transcript = transcripts.named(study.reader, row["transcript"])
        wanted.setdefault((row["coder"], row["state"]), []).append(transcript)
    for (name, state), chosen in wanted.items():
        set_state(study, coders.named(study.reader, name).uuid, chosen, ReadingState(state))


def _fill_grid(study: StudyFile) -> None:
    """How both coders see the answers to one question, from "nearly nothing is validated" to "everything is"."""
    from workbench.store import coders, guide
    from workbench.workflows.categorising import replace_categories
    from workbench.workflows.framework_tables import plan_cells, take_cells

    [question] = [one for one in guide.questions(study.reader) if one.name == CATEGORISED]
    replace_categories(study, None, question.uuid, CATEGORIES)
    for coder in coders.all(study.reader, kind=CoderKind.PERSON):
        take_cells(study, coder.uuid, plan_cells(study, FOLDER / "grid.csv", coder))


def _pick(study: StudyFile) -> None:
    """The quotations of an article, cut here and there."""
    from workbench.store import coders, codes, transcripts
    from workbench.workflows.picking import cut, find_words, pick

    coder, book = coders.named(study.reader, PICKS_BY).uuid, codes.book(study.reader)
    for row in _rows("picks.csv"):
        transcript = transcripts.named(study.reader, row["transcript"])
        text = transcripts.load(study.reader, transcript).text
        [span] = find_words(text, None, row["quote"])
        known = pick(study, coder, book.named(row["code"]).uuid, transcript, span)
        for words in filter(None, row["cuts"].split("|")):
            [inside] = find_words(text, span, words)
            cut(study, coder, known.uuid, inside)


def _settle(study: StudyFile) -> None:
    """Mark it as the demonstration, and let nobody undo what it came with."""
    with study.act(None, "study.demo") as act:
        act.run("INSERT INTO facts(key, value) VALUES (:key, '1')", key=MARK)
        act.run("DELETE FROM history")
