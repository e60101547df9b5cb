"""Who refused or withdrew is counted in no report, and their words stand in none."""

from collections.abc import Iterator

import pytest

from workbench.workflows.findings.registry import kinds

#: Reports that say who was read or came, whether counted or not.
ABOUT_EVERYBODY = ("coverage", "recruitment")
NAMED = {"participant", "participants", "signature", "single_voice", "who", "rejected"}


def named(value: object, key: str = "") -> Iterator[str]:
    """Every pseudonym that a report prints as somebody's, and every signature."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from named(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from named(inner, key)
    elif isinstance(value, str) and (key in NAMED or key.startswith("who_")):
        yield value


@pytest.fixture
def asked(done, coded):
    def tell(name: str) -> dict:
        words = ("--by", "category") if name == "crosstab" else ()
        return done("report", name, coded, *words, "--format", "json").json

    return tell


@pytest.mark.parametrize("name", [kind.name for kind in kinds() if kind.name not in ABOUT_EVERYBODY])
def test_who_withdrew_stands_in_no_report(done, coded, asked, name):
    done("participants", coded, "recruitment", "I-01", "status=withdrawn", "--coder", "MA")
    told = asked(name)
    assert not [who for who in named(told) if "I-01" in who]
    assert any("I-01" in note and "counted nowhere" in note for note in told["notes"])


def test_who_withdrew_is_in_no_denominator(done, coded, asked):
    before = {line["of"] for line in asked("recurrence")["recurrence"]}
    done("participants", coded, "recruitment", "I-01", "status=withdrawn", "--coder", "MA")
    assert (before, {line["of"] for line in asked("recurrence")["recurrence"]}) == ({3}, {2})


def test_who_was_approached_and_speaks_took_part(done, coded, asked):
    done("participants", coded, "recruitment", "I-01", "status=approached", "--coder", "MA")
    told = asked("recurrence")
    assert {line["of"] for line in told["recurrence"]} == {3}
    assert not any("counted nowhere" in note for note in told["notes"])
