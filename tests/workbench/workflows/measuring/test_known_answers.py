"""Studies made of the examples whose answers are known give these answers."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from codebook.book import Codebook
from tests.workbench.making import transcript
from tests.workbench.workflows.findings import finish
from transcripts.spans import Span
from workbench.store import coders
from workbench.workflows.coding import apply_codes
from workbench.workflows.comparing import Comparison, compare
from workbench.workflows.importing import import_transcripts
from workbench.workflows.studies import add_coder, new_study

Document = Mapping[str, object]


def cases(shared: Path, file: str) -> Iterator[Mapping]:
    found = json.loads((shared / "oracles" / "agreement" / f"{file}.json").read_text(encoding="utf-8"))
    yield from found["cases"]


def documents(case: Mapping) -> list[Mapping]:
    return case["inputs"].get("documents") or [case["inputs"]]


def compared(path: Path, found: list[Mapping], **asked: object) -> Comparison:
    """A study of these documents, every coder done with all of them, compared on free spans."""
    names = list(dict.fromkeys(name for one in found for name in one["coders"]))
    labels = list(dict.fromkeys(span[2] for one in found for spans in one["coders"].values() for span in spans))
    book = Codebook()
    for label in labels:
        book = book.add(book.new_code(f"code {label}", "en", short=f"C{label}"))
    study = new_study(path, codebook=book, coder=names[0])
    for name in names[1:]:
        add_coder(study, name)
    texts = [transcript(f"T-{at}", (("", "x" * one["length"]),)) for at, one in enumerate(found)]
    uuids = import_transcripts(study, None, texts).transcripts.values()
    code = {code.short: code.uuid for code in book.codes}
    for text, one in zip(uuids, found, strict=True):
        for name, spans in one["coders"].items():
            who = coders.named(study.reader, name)
            for start, end, label in spans:
                apply_codes(study, who.uuid, text, Span(start, end), [code[f"C{label}"]])
            finish(study, who, text)
    with study:
        return compare(study, unit="span", **asked)


def near(value: float | None) -> object:
    return None if value is None else pytest.approx(value, abs=1e-9)


def test_the_2016_family_is_that_of_the_known_answers(tmp_path: Path, shared: Path) -> None:
    checked = 0
    for at, case in enumerate(cases(shared, "unitizing_2016")):
        found = compared(tmp_path / f"{at}.study", documents(case), measures=["u_alpha"])
        figures, expected = found.whole.figures, case["expected"]
        for name in ("u_alpha", "bar_u_alpha", "cu_alpha"):
            assert figures[name].value == near(expected[name]), (case["id"], name)
        assert figures["cu_alpha"].coverage == near(expected["cu_coverage"]), case["id"]
        for label, wanted in expected.get("k_u_alpha", {}).items():
            [line] = [one for one in found.lines if one.code.short == f"C{label}"]
            assert line.measured.figures["k_u_alpha"].value == near(wanted["alpha"]), (case["id"], label)
            assert line.measured.figures["k_u_alpha"].coverage == near(wanted["coverage"]), (case["id"], label)
        checked += 1
    assert checked >= 5


def test_codes_that_overlap_are_measured_each_on_its_own(tmp_path: Path, shared: Path) -> None:
    [case] = [one for one in cases(shared, "overlapping_spans") if one["id"] == "overlap-2coders"]
    found = compared(tmp_path / "overlap.study", documents(case), measures=["alpha_binary"])
    for label, wanted in case["expected"]["per_code"].items():
        [line] = [one.measured.figures for one in found.lines if one.code.short == f"C{label}"]
        assert line["alpha_binary"].value == near(wanted["char_alpha_binary"])
        assert line["f1_characters"].value == near(wanted["f1_chars"])
        assert line["bar_u_alpha"].value == near(wanted["bar_u_alpha_code_continuum"])
