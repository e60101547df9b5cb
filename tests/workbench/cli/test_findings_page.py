"""docs/findings.md: its commands run, every report is on it, and the numbers it names are those of the code."""

import re
import shlex
from pathlib import Path

import pytest

from codebook import quantity, telling
from codebook.quantity_defaults import default_rules
from transcripts.i18n import use_language
from workbench.analysis import atypical, divergence, rankings, resampling, saturation
from workbench.cli.app import CATALOGUES
from workbench.workflows.findings import crosstab
from workbench.workflows.findings.filters import NAMES
from workbench.workflows.findings.registry import kinds

PAGE = (Path(__file__).parents[3] / "docs" / "findings.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
    if line.startswith("workbench ")
]
THRESHOLDS = {
    "sides needed for p, D and ambivalence": divergence.FEWEST_STANCES,
    "passages needed to be judged atypical": atypical.FEWEST_SEGMENTS,
    "participants with so many, for anyone to be called atypical": atypical.FEWEST_PARTICIPANTS,
    "codes that Kemeny's order is searched for": rankings.KEMENY_LIMIT,
    "draws of the bootstrap": resampling.DRAWS,
    "random orders for saturation": saturation.ORDERS,
    "cases for a percentage in crosstabs": crosstab.FEWEST_FOR_SHARES,
    "smallest total for words of quantity": quantity.MINIMUM,
    "words of a passage that count as neither short nor long": f"{telling.SHORTEST} to {telling.LONGEST}",
    "seed, unless you name another": resampling.SEED,
}


def rows(heading: str) -> dict[str, str]:
    """First and second column of the table under a heading row."""
    table = PAGE.partition(heading)[2].partition("\n\n")[0]
    return dict(re.findall(r"^\| (.+?) \| ([^|]+?) \|$", table, re.MULTILINE))


def test_every_command_of_the_page_runs(done, cli, home):
    """One after the other, on the study that the page begins with."""
    done("demo", ".", "--no-screens")
    (home / "article.md").write_text("Selon la plupart des répondants (9 sur 11), rien ne presse.\n", encoding="utf-8")
    assert len(COMMANDS) > 30
    for line in COMMANDS:
        told = cli(*shlex.split(line)[1:])
        use_language("en", CATALOGUES)
        assert told.code == 0, f"{line}\n{told.err}"


@pytest.mark.parametrize("name", [kind.name for kind in kinds()])
def test_every_report_is_on_the_page(name):
    assert f"`workbench report {name}`" in PAGE


def test_every_filter_is_on_the_page():
    table = PAGE.partition("| command line | line in the screens |")[2].partition("\n\n")[0]
    for name in NAMES:
        assert name == "where" or f"`{name.replace('_', '-')}=" in table, name
        option = name.replace("_", "-").removesuffix("s")
        assert f"`--{option} " in table, name


def test_the_numbers_on_the_page_are_those_of_the_code():
    assert rows("| it hangs on | |\n|---|---|\n") == {name: str(value) for name, value in THRESHOLDS.items()}


@pytest.mark.parametrize(("language", "place"), [("fr", 0), ("en", 1)])
def test_the_words_of_quantity_on_the_page_are_those_that_ship(language, place):
    table = PAGE.partition("| in French | in English | for |\n|---|---|---|\n")[2].partition("\n\n")[0]
    told = [line.strip("| ").split(" | ")[place] for line in table.splitlines()]
    shipped = list({rule.bounds: rule.phrase for rule in reversed(default_rules(language))}.values())[::-1]
    plain = {re.sub(r"\{(\w+ )?(\w+)\|[^}]*\}", r"\1\2", phrase) for phrase in shipped}
    assert len(told) == len(plain)
    for words in told:
        stem = words.removesuffix(" répondants").removesuffix(" participants").removesuffix(" des")
        assert any(phrase.startswith(stem) for phrase in plain), words


def test_every_link_of_the_page_leads_somewhere():
    folder = Path(__file__).parents[3] / "docs"
    for page, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", PAGE):
        target = folder / page if page else folder / "findings.md"
        assert target.exists(), page
        titles = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        anchors = [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]
        assert not anchor or anchor.removesuffix("-1") in anchors, anchor
