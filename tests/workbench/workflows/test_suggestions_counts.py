"""What reports say of suggestions, against the same thing counted one by one, on random studies."""

from collections import Counter
from pathlib import Path

from codebook.coding import Origin
from codebook.suggestion import Band, Decision, Verdict
from exports.report import Pointer
from tests.workbench.workflows.random_studies import Counted, random_study
from tests.workbench.workflows.test_findings_counts import on_random_studies, report, rows_of
from workbench.store import coders as coder_store
from workbench.store import codings as coding_store
from workbench.store import decision_counts
from workbench.store import decisions as decision_store
from workbench.store import states as state_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.findings.filters import Filter
from workbench.workflows.findings.making import make


def outcome(counted: Counted, one: Decision) -> str:
    """Seen from the suggested code: no hit if the coding that it led to carries another."""
    coding = coding_store.get(counted.study.reader, one.coding) if one.coding else None
    if one.verdict is Verdict.CHANGED and coding and coding.code != one.code:
        return "elsewhere"
    return one.verdict.value


def hits(counted: Counted, found: list[Decision]) -> int:
    return sum(outcome(counted, one) in ("accepted", "changed") for one in found)


def of_code(counted: Counted, coder: str, code: str) -> list[Decision]:
    return decision_store.all(counted.study.reader, coder=coder, code=code)


def _by_code_and_coder(counted: Counted) -> None:
    reader = counted.study.reader
    coders = {one.name: one.uuid for one in coder_store.all(reader)}
    found = rows_of(report(counted, "suggestions", Filter()))
    seen = {(str(row["uuid"]), coders[str(row["coder"])]): row for row in found}
    for coder in coders.values():
        codings = coding_store.all(reader, coder)
        for code in counted.short:
            mine = of_code(counted, coder, code)
            own = [one for one in codings if one.code == code]
            came = [one for one in own if one.origin is Origin.SUGGESTION]
            if mine or came:
                _line(counted, seen.pop((code, coder)), coder, mine, (len(own), came))
    assert not seen


def _line(counted: Counted, row: dict, coder: str, mine: list[Decision], codings: tuple[int, list]) -> None:
    ends = Counter(outcome(counted, one) for one in mine)
    assert [row[name] for name in ("accepted", "changed", "elsewhere", "rejected")] == [
        ends[name] for name in ("accepted", "changed", "elsewhere", "rejected")
    ]
    right = hits(counted, mine)
    assert (row["decided"], row["hits"], row["rate"]) == (len(mine), right, right / len(mine) if mine else None)
    for band in Band:
        here = [one for one in mine if one.band is band]
        assert (row[f"{band}_decided"], row[f"{band}_hits"]) == (len(here), hits(counted, here))
    outside = [one for one in mine if one.outside]
    assert (row["outside_decided"], row["outside_hits"]) == (len(outside), hits(counted, outside))
    count, came = codings
    assert (row["codings"], row["suggested"]) == (count, len(came))
    _unread(counted, row, coder, came)
    assert set(row["suggesters"]) == {one.suggester for one in mine}
    assert set(row["models"]) == {one.model for one in mine if one.model}
    times = sorted(one.decided_at for one in mine) or [None]
    assert (row["first"], row["last"]) == (times[0], times[-1])


def _unread(counted: Counted, row: dict, coder: str, came: list) -> None:
    reader = counted.study.reader
    done = {one.uuid: state_store.of_coder(reader, one.uuid) for one in coder_store.all(reader)}
    texts = {one.transcript for one in came}
    unread = {text for text in texts if done[coder].get(text) != "done"}
    nobody = {text for text in texts if all(states.get(text) != "done" for states in done.values())}
    assert set(row["unread"]) == {counted.name[text] for text in unread}
    assert set(row["unread_by_all"]) == {counted.name[text] for text in nobody}
    cautions = set()
    if row["codings"] >= 5 and 2 * row["suggested"] > row["codings"]:
        cautions.add("mostly_suggested")
    if nobody:
        cautions.add("nobody_read")
    assert set(row["cautions"]) == cautions


test_every_line_of_suggestions_is_what_one_by_one_gives = on_random_studies(_by_code_and_coder)


def _sums(counted: Counted) -> None:
    made = report(counted, "suggestions", Filter())
    lines = rows_of(made)
    for row in rows_of(made, "by_coder"):
        mine = [line for line in lines if line["coder"] == row["coder"]]
        for name in ("decided", "hits", "accepted", "changed", "elsewhere", "rejected", "suggested"):
            assert row[name] == sum(line[name] for line in mine), name
    by_suggester = rows_of(made, "suggesters")
    every = decision_store.all(counted.study.reader)
    assert {(row["suggester"], row["model"]): row["decided"] for row in by_suggester} == Counter(
        (one.suggester, one.model) for one in every
    )
    assert sum(row["hits"] for row in by_suggester) == hits(counted, every)


test_the_sums_of_suggestions_are_those_of_their_lines = on_random_studies(_sums)


def _behind(counted: Counted) -> None:
    """As many passages stand behind a figure as it counts; two decisions about one passage are one passage."""
    table = report(counted, "suggestions", Filter()).tables[0]
    names = [column.name for column in table.columns]
    for place, row in enumerate(table.rows):
        said = dict(zip(names, row, strict=True))
        for name in ("decided", "hits", "accepted", "elsewhere", "rejected", "strong_hits", "outside_decided"):
            pointers = table.behind(place, name)
            assert bool(pointers) == bool(said[name]), name
            assert len(pointers) <= said[name]
        for name in ("codings", "suggested"):
            pointers = table.behind(place, name)
            assert len(pointers) == said[name]
            assert all(isinstance(one, Pointer) and one.coding for one in pointers)


test_behind_every_figure_of_suggestions_are_its_passages = on_random_studies(_behind)


def _one_transcript(counted: Counted) -> None:
    reader = counted.study.reader
    for uuid, name in counted.name.items():
        made = report(counted, "suggestions", Filter(transcripts=(name,)))
        found = [one for one in decision_store.all(reader) if one.transcript == uuid]
        assert sum(row["decided"] for row in rows_of(made)) == len(found)
        came = [one for one in coding_store.of_transcript(reader, uuid) if one.origin is Origin.SUGGESTION]
        assert sum(row["suggested"] for row in rows_of(made)) == len(came)


test_a_transcript_alone_counts_its_own_decisions = on_random_studies(_one_transcript)


def _at_a_moment(counted: Counted) -> None:
    made = report(counted, "suggestions", Filter(as_of="2026-11-04"))
    until = [one for one in decision_store.all(counted.study.reader) if one.decided_at < "2026-11-05"]
    assert sum(row["decided"] for row in rows_of(made)) == len(until)


test_as_of_a_day_only_the_decisions_until_then_count = on_random_studies(_at_a_moment)


def _levels(counted: Counted) -> None:
    made = report(counted, "suggestions", Filter(level=1))
    reader = counted.study.reader
    tops = Counter(
        next(top for top in ("OBJ", "TON", "SEUL") if top in counted.above[counted.short[one.code]])
        for one in decision_store.all(reader)
    )
    told = Counter[str]()
    for row in rows_of(made):
        told[str(row["code"])] += int(str(row["decided"]))
    assert told == tops


test_at_a_level_decisions_count_for_the_code_above = on_random_studies(_levels)


def _hit_rate(counted: Counted) -> None:
    reader = counted.study.reader
    for code in counted.short:
        mine = of_code(counted, counted.coder.uuid, code)
        assert decision_counts.hits(reader, counted.coder.uuid, code) == (hits(counted, mine), len(mine))


test_eighteen_of_thirty_is_counted_in_one_question = on_random_studies(_hit_rate)


def test_nobody_decided_about_anything_is_a_sentence(tmp_path: Path) -> None:
    from tests.workbench.making import bench

    made = bench(tmp_path / "s.study")
    found = make(made.study, "suggestions")
    assert list(found.tables[0].rows) == []
    assert "no coding came from one" in " ".join(getattr(block, "text", "") for block in found.blocks)
    assert decision_counts.hits(made.study.reader, made.maude.uuid, made.codes["TON"]) == (0, 0)
    made.study.close()


def test_decisions_about_a_code_in_the_bin_are_told_last(tmp_path: Path) -> None:
    counted = random_study(tmp_path / "s.study", 7)
    reader = counted.study.reader
    every = decision_store.all(reader)
    gone = every[0].code
    with counted.study.act(None, "code.remove") as act:
        from workbench.store.rows import CodeRow

        act.change(act.get(CodeRow, gone), deleted_at=act.at)
    rows = rows_of(make(counted.study, "suggestions"))
    assert sum(row["decided"] for row in rows) == len(every)
    binned = [row for row in rows if row["uuid"] is None]
    assert rows[-len(binned) :] == binned
    assert sum(row["decided"] for row in binned) == sum(one.code == gone for one in every)
    assert all(row["elsewhere"] == 0 for row in binned)
    assert transcript_store.listing(reader)
    counted.study.close()
