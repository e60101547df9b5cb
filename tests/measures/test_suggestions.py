"""Suggestions find what they were measured to find; both sets have licences of their own and stay where they are.

Every run of the tests looks at the English set without sentence vectors and without sessions. ``make soak`` looks at
both sets, both levels and both protocols, which takes about half an hour where the encoder is installed.
"""

import os

import pytest

from tests.measures import suggestions as measure
from workbench.suggest.encoders import encoder_name
from workbench.suggest.installed_models import installed_models

SOAK = os.environ.get("WORKBENCH_SOAK") == "1"


@pytest.fixture
def sets(shared):
    folder = shared / "samples" / "suggest-dev"
    if not (shared / "tools" / "suggest_eval.py").is_file() or not folder.is_dir():
        pytest.skip("the sets that suggestions are measured on are not beside the project")
    return folder


def missed(name, level, rows):
    """What is below its least, and whether ten passages find less than a definition alone."""
    figures = list(measure.figures(name, level, rows))
    recall = {step: value for step, metric, value, _least in figures if metric == "r20"}
    below = [(step, metric, value, least) for step, metric, value, least in figures if value < least]
    return below if recall["10"] >= recall["0"] else [*below, ("10", "r20", recall["10"], recall["0"])]


def test_codes_of_interviews_are_found_without_sentence_vectors(sets):
    if not any(installed_models("en")):
        pytest.skip("there is no English language model")
    assert missed("serdif-a", "base", measure.measured("serdif-a", "base", "--mode", "static")) == []


@pytest.mark.soak
@pytest.mark.skipif(not SOAK, reason="a long campaign: make soak")
@pytest.mark.parametrize("level", measure.LEVELS)
@pytest.mark.parametrize("name", measure.SETS)
def test_all_that_must_be_reached_is_reached(sets, name, level):
    if level == "full" and not encoder_name():
        pytest.skip("the sentence encoder is not installed")
    assert missed(name, level, measure.measured(name, level)) == []
