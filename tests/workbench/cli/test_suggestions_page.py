"""docs/suggestions.md: its commands run, and the numbers, keys and rules that it names are those of the code."""

import re
import shlex
from pathlib import Path

import pytest

from codebook.keywords import RuleKind, parse
from transcripts.i18n import use_language
from workbench.cli.app import CATALOGUES
from workbench.suggest import (
    bands,
    diversity,
    neighbours,
    patterns,
    pieces,
    reading_order,
    shortlist,
    theme_groups,
    themes,
    views,
)
from workbench.suggest.levels import Level
from workbench.tui.commands import Context, of_context
from workbench.tui.keys import key_table
from workbench.tui.widgets.suggestion_words import PARTS
from workbench.workflows.suggesting import lists, proposed_terms

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "suggestions.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for kind, block in re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
    if not kind and line.startswith("workbench ")
]
THRESHOLDS = {
    "words of a passage at most": pieces.LONGEST,
    "words below which a passage is context only": pieces.SHORTEST,
    "accepted examples that weigh as much as what is written": int(views.HALF),
    "neighbours within which an accepted passage counts as near": neighbours.FURTHEST,
    "candidates that are ranked in full": shortlist.MOST,
    "decisions from which on a code's own record makes its bands": bands.ENOUGH,
    "newest decisions that are looked at for bands": bands.RECENT,
    "passages of ten in a row from one stretch": diversity.MOST,
    "likeness of near-duplicates, in per cent": diversity.ALIKE,
    "passages of the top at least, outside which one in ten is taken": diversity.TOP,
    "suggestions of one code in the margin of a transcript": lists.IN_MARGIN,
    "passages from which on terms are proposed": proposed_terms.FEWEST,
    "passages of a theme at least": theme_groups.FEWEST,
    "uncoded passages below which no theme is looked for": themes.FEWEST_PASSAGES,
    "transcripts after which a code is no longer looked for": reading_order.ENOUGH,
    "seconds that a regular expression may take": int(patterns.SECONDS),
}
RULES = {
    "image": RuleKind.WORDS,
    "réseau social": RuleKind.WORDS,
    '"prise de parole"': RuleKind.PHRASE,
    "valid*": RuleKind.WORDS,
    "=SEO": RuleKind.EXACT,
    "/valid(er|ation)/": RuleKind.PATTERN,
    "-image animée": RuleKind.WORDS,
}


def table(heading: str) -> str:
    """What stands under a heading row, up to the next empty line."""
    return PAGE.partition(heading)[2].partition("\n\n")[0]


def rows(heading: str) -> dict[str, str]:
    """First and second column of the table under a heading row."""
    return dict(re.findall(r"^\| (.+?) \| ([^|]+?) \|$", table(heading), re.MULTILINE))


def test_every_command_of_the_page_runs(done, cli, monkeypatch):
    """One after the other, on the study that the page begins with; by words alone, which is quick."""
    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")
    done("demo", ".", "--no-screens")
    assert len(COMMANDS) > 20
    for line in COMMANDS:
        told = cli(*shlex.split(line)[1:])
        use_language("en", CATALOGUES)
        assert told.code == 0, f"{line}\n{told.err}"


@pytest.mark.parametrize("name", ["suggest", "keywords", "themes", "next"])
def test_every_command_about_suggestions_is_on_the_page(name):
    assert any(line.startswith(f"workbench {name} ") for line in COMMANDS)


def test_the_numbers_on_the_page_are_those_of_the_code():
    assert rows("| it hangs on | |\n|---|---|\n") == {name: str(value) for name, value in THRESHOLDS.items()}


def test_every_kind_of_rule_is_on_the_page_and_read_as_it_says():
    told = re.findall(r"^\| `([^`]+)` \|", table("| rule | finds |\n|---|---|\n"), re.MULTILINE)
    assert {rule.replace("\\|", "|"): parse(rule.replace("\\|", "|")).kind for rule in told} == RULES
    assert [rule for rule in RULES if parse(rule).excluded] == ["-image animée"]


def test_every_level_is_on_the_page():
    told = re.findall(r"^\| `(\w+)` \|", table("| level | has | needs |\n|---|---|---|\n"), re.MULTILINE)
    assert told == [str(level) for level in Level]


def test_the_keys_on_the_page_are_those_of_the_queue():
    keys = key_table({})
    told = re.findall(r"^\| (.+?) \|", table("| in the queue | |\n|---|---|\n"), re.MULTILINE)
    named = {word.strip("`") for cell in told for word in re.findall(r"`[^`]+`|\b(?:Space|Backspace|Enter)\b", cell)}
    known = {label for entry in of_context(Context.SUGGESTIONS) for label in keys.labels(entry.id).split()}
    assert named <= known
    silent = {"suggestions.line_down", "suggestions.line_up", "suggestions.page_down", "suggestions.page_up"}
    for entry in of_context(Context.SUGGESTIONS):
        if entry.id not in silent and entry.id != "suggestions.back":
            assert named & set(keys.labels(entry.id).split()), entry.id


def test_every_part_of_a_score_has_words_on_the_screen_and_a_line_on_the_page():
    told = table("| part | weight | is |\n|---|---|---|\n")
    for name in ("examples", "trained", "speaker", "leaders", "nearness", "keywords", "rejections"):
        assert PARTS[name] in told, name


def test_every_link_of_the_page_leads_somewhere():
    for page, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", PAGE):
        target = DOCS / (page or "suggestions.md")
        assert target.exists(), page
        titles = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        anchors = [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]
        assert not anchor or anchor in anchors, anchor
