"""Whatever is in a file, reading it ends in success or in a sentence for a person."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from codebook.guide import read_guide
from codebook.readers import read_codebook
from codebook.shipped import read_guide_template, read_template
from codebook.writers import to_csv, to_yaml
from tests.campaigns.mutations import mutate, mutate_packed
from tests.conftest import SOAK
from tests.workbench.making import Bench, bench
from transcripts.errors import StudyError
from transcripts.readers import read_file
from workbench.cli.app import main
from workbench.workflows.coding_lines import read_coding_table
from workbench.workflows.coding_plans import plan_codings
from workbench.workflows.importing import import_transcripts
from workbench.workflows.participant_tables import read_participants
from workbench.workflows.participating import import_participants

TALK = (
    "Entrevue du 3 mai\n\nENQ : Pourquoi y êtes-vous allés ?\n[I-05] (0:01 - 0:11)\nAu début la direction avait peur.\n"
    "Q1. Et la validation ?\nI-05 : Une réponse simple, je la fais. Le reste monte.\n\n# Partie 2\n\n"
    "ENQ : Combien d’heures ?\nI-05 : Huit heures, 👩‍👩‍👧 « pas plus ».\n"
) * 3
ANSWERS = (
    "participant,question,réponse,heures\nR-01,Pourquoi ?,Pour reprendre en main notre image.,8\n"
    'R-01,Comment ?,Tout monte à la directrice.,8\nR-02,Pourquoi ?,"Pour dialoguer, surtout.",5-12\n'
)
CODINGS = (
    "transcript,coder,code,start,end,quote,strength,stance,memo\nI-05,Maude,IMAGE,0,12,,3,pro,un mot\n"
    "I-05,Julien,Objectifs > Image,,,la direction avait peur,,,\nI-05,Maude,nouveau code,30,60,,0,contra,\n"
)
PEOPLE = "pseudonym,category,hours\nI-05,gestion de l'État,8\nI-06,culture,5-12\nI-07,culture,env. 8\n"


def docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Entrevue", 1)
    for line in TALK.splitlines():
        document.add_paragraph().add_run(line).bold = line.startswith("ENQ")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 1).text = "ENQ :", "Oui."
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xlsx(text: str) -> bytes:
    import csv

    import openpyxl

    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(text)):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def guide() -> bytes:
    import yaml

    made = read_guide_template("guide-quatre-parties", "fr")
    questions = [{"name": one.name, "text": one.text, "codes": list(one.codes)} for one in made.questions]
    return yaml.safe_dump({"sections": [{"title": "Une", "questions": questions}]}, allow_unicode=True).encode()


def take_transcripts(desk: Bench, path: Path) -> None:
    import_transcripts(desk.study, None, read_file(path).transcripts)


def take_codings(desk: Bench, path: Path) -> None:
    plan_codings(desk.study, read_coding_table(path), create_codes=True)


def take_people(desk: Bench, path: Path) -> None:
    table = read_participants(path)
    import_participants(desk.study, None, table.rows, table.columns)


def take_codebook(desk: Bench, path: Path) -> None:
    read_codebook(path, language="fr")


def take_guide(desk: Bench, path: Path) -> None:
    read_guide(path, "fr")


def template() -> str:
    return to_yaml(read_template("grunig", "fr"))


KINDS: dict[str, tuple[str, Callable[[], bytes], Callable[[Bench, Path], None]]] = {
    "text": (".txt", TALK.encode, take_transcripts),
    "utf-16": (".txt", lambda: TALK.encode("utf-16"), take_transcripts),
    "old": (".txt", lambda: TALK.encode("cp1252", "replace"), take_transcripts),
    "markdown": (".md", TALK.encode, take_transcripts),
    "docx": (".docx", docx, take_transcripts),
    "answers": (".csv", ANSWERS.encode, take_transcripts),
    "answers-xlsx": (".xlsx", lambda: xlsx(ANSWERS), take_transcripts),
    "codings": (".csv", CODINGS.encode, take_codings),
    "codings-xlsx": (".xlsx", lambda: xlsx(CODINGS), take_codings),
    "people": (".csv", PEOPLE.encode, take_people),
    "people-xlsx": (".xlsx", lambda: xlsx(PEOPLE), take_people),
    "codebook-yaml": (".yaml", lambda: template().encode(), take_codebook),
    "codebook-csv": (".csv", lambda: to_csv(read_template("grunig", "fr")).encode(), take_codebook),
    "guide": (".yaml", guide, take_guide),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_that_are_mutated_can_be_read(tmp_path, kind):
    ending, make, take = KINDS[kind]
    path = tmp_path / f"{kind}{ending}"
    path.write_bytes(make())
    desk = bench(tmp_path / "s.study")
    take(desk, path)
    desk.study.close()


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_a_mutated_file_is_read_or_refused_in_a_sentence(tmp_path, kind, campaign, bounded):
    ending, make, take = KINDS[kind]
    whole, desk = make(), bench(tmp_path / "s.study")
    change = mutate_packed if ending in (".docx", ".xlsx") else mutate
    for seed in range(campaign(12, 1_500)):
        chance = random.Random(f"{kind} {seed}")
        path = tmp_path / f"{kind}-{seed}{ending}"
        path.write_bytes(change(whole, chance))
        try:
            with bounded(path.name):
                take(desk, path)
        except StudyError as error:
            assert str(error).strip(), path.name
        except Exception as error:
            raise AssertionError(f"{kind}, seed {seed}") from error
        path.unlink()
    desk.study.close()


@pytest.mark.soak
def test_a_mutated_study_never_ends_in_more_than_a_sentence(tmp_path, capsys, campaign, bounded):
    desk = bench(tmp_path / "whole.study")
    path = desk.study.path
    desk.study.close()
    whole = path.read_bytes()
    words = [
        ["transcripts"],
        ["codebook"],
        ["check"],
        ["journal"],
        ["search", "direction"],
        ["undo", "--coder", "Maude"],
    ]
    for seed in range(campaign(8, 1_000)):
        chance = random.Random(f"study {seed}")
        hurt = tmp_path / f"{seed}.study"
        changed = bytearray(whole)
        for _ in range(chance.randrange(1, 40)):
            changed[chance.randrange(100, len(changed))] = chance.randrange(256)
        hurt.write_bytes(bytes(changed))
        name, *rest = chance.choice(words)
        with bounded(f"seed {seed}"):
            code = main([name, str(hurt), *rest])
        said = capsys.readouterr()
        assert code in (0, 1), (seed, said.err)
        assert "in the program itself" not in said.err, (seed, name, said.err)
        hurt.unlink()


def test_the_campaigns_run_whole_only_when_asked(campaign):
    assert campaign(1, 2) == (2 if SOAK else 1)
