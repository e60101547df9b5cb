"""The examples of the docstrings and of the page give what they say, and the page leaves no measure out."""

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

from workbench import agreement as ag

PAGE = Path(__file__).resolve().parents[3] / "docs" / "measures.md"
MODULES = ("alignment", "corrected", "marks", "observed", "spans", "uncertainty")
TYPES = {"Bounds", "CharacterAgreement", "Figure", "Unitized"}


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_the_functions_give_what_they_say(name: str) -> None:
    found = doctest.testmod(import_module(f"workbench.agreement.{name}"))
    assert found.attempted >= 8
    assert found.failed == 0


def test_every_function_has_an_example() -> None:
    functions = set(ag.__all__) - TYPES
    assert {name for name in functions if ">>>" not in (getattr(ag, name).__doc__ or "")} == set()


def test_the_examples_of_the_page_give_what_they_say() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False)
    assert found.attempted >= 55
    assert found.failed == 0


def test_the_page_has_a_heading_and_an_example_for_every_function() -> None:
    page = PAGE.read_text(encoding="utf-8")
    sections = dict(zip(*[iter(re.split(r"^### (\w+)$", page, flags=re.MULTILINE)[1:])] * 2, strict=True))
    assert set(sections) == set(ag.__all__) - TYPES
    assert {name for name, text in sections.items() if f"ag.{name}(" not in text} == set()
