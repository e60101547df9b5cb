from collections.abc import AsyncIterator, Sequence

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from exports.report import Column, Kind, Table
from tests.benchmarks.bench_transcript_view import CallCounter
from workbench.tui.widgets.grid_view import GridView

COLUMNS = (
    Column("label", "Label"),
    Column("count", "Participants", Kind.INTEGER),
    Column("share", "Share", Kind.SHARE),
    *(Column(f"who.{number}", f"I-{number:02}") for number in range(40)),
)
ROWS = tuple(
    (f"Étiquette {row:02}", None if row == 3 else row % 7, row / 60, *("●·"[(row + at) % 2] for at in range(40)))
    for row in range(60)
)
TABLE = Table("ranking", COLUMNS, ROWS)


class Held(App[None]):
    """A grid, and what it says of itself."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, table: Table = TABLE, *, whole_rows: bool = False) -> None:
        super().__init__()
        self.table = table
        self.grid = Counting(whole_rows=whole_rows)
        self.said: list[tuple[str, int, str]] = []

    def compose(self) -> ComposeResult:
        yield self.grid

    def on_mount(self) -> None:
        self.grid.show(self.table)
        self.grid.focus()

    def on_grid_view_cell_chosen(self, message: GridView.CellChosen) -> None:
        self.said.append(("chosen", message.row, message.column))

    def on_grid_view_cell_lit(self, message: GridView.CellLit) -> None:
        self.said.append(("lit", message.row, message.column))

    def lines(self) -> list[str]:
        return [self.grid.render_line(y).text for y in range(self.grid.scrollable_content_region.height)]


class Counting(GridView):
    drawn = 0

    def render_line(self, y):
        self.drawn += 1
        return super().render_line(y)


@pytest.fixture
async def pilot() -> AsyncIterator[Pilot[None]]:
    async with Held().run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        pilot.app.said.clear()
        yield pilot


def _labels(app: Held) -> list[str]:
    return [line[1:13] for line in app.lines()[app.grid.head_lines :]]


async def test_a_header_stays_above_typed_cells(pilot):
    header, first, second = pilot.app.lines()[:3]
    assert header.split()[:4] == ["Label", "│", "Participants", "Share"]
    assert first.startswith(" Étiquette 00│            0    0 %")
    assert second.startswith(" Étiquette 01│            1    2 %")
    await pilot.press(*["pagedown"] * 3)
    assert pilot.app.lines()[0] == header


async def test_what_is_not_known_is_a_dash_and_figures_stand_at_the_right(pilot):
    assert pilot.app.lines()[4].startswith(" Étiquette 03│            –    5 %")


async def test_the_columns_that_name_a_row_stay_when_the_others_move(pilot):
    await pilot.press("end")
    header, first = pilot.app.lines()[:2]
    assert header.startswith(" Label") and header.rstrip().endswith("I-39")
    assert first.startswith(" Étiquette 00│")
    assert pilot.app.grid.column.name == "who.39"
    await pilot.press("home")
    assert pilot.app.grid.scroll_offset.x == 0


async def test_keys_move_by_row_column_and_screen_and_stop_at_the_edges(pilot):
    grid = pilot.app.grid
    await pilot.press("up", "left")
    assert (grid.row, grid.column.name) == (0, "label")
    await pilot.press("j", "down", "right")
    assert (grid.row, grid.column.name) == (2, "count")
    await pilot.press("pagedown")
    assert grid.row == 2 + grid.rows_in_sight - 1
    await pilot.press("ctrl+end", "down")
    assert grid.row == 59
    assert _labels(pilot.app)[-1] == "Étiquette 59"
    await pilot.press("ctrl+home")
    assert (grid.row, grid.scroll_offset.y) == (0, 0)


async def test_enter_chooses_the_row_as_the_table_has_it(pilot):
    await pilot.press("right", "s", "enter")  # largest first
    assert pilot.app.said[-1] == ("chosen", 6, "count")
    await pilot.press("down", "enter")
    assert pilot.app.said[-1] == ("chosen", 13, "count")


async def test_sorting_goes_one_way_then_the_other_then_back(pilot):
    grid = pilot.app.grid
    await pilot.press("right", "s")
    assert grid.sorted_by == ("count", True)
    assert "▼" in pilot.app.lines()[0]
    await pilot.press("s")
    assert grid.sorted_by == ("count", False)
    assert list(grid.shown[:2]) == [0, 7] and grid.shown[-1] == 3
    await pilot.press("s")
    assert grid.sorted_by is None and list(grid.shown) == list(range(60))


async def test_typed_words_narrow_the_rows_and_the_cursor_stays_when_they_are_taken_away(pilot):
    grid = pilot.app.grid
    grid.narrow("etiquette 4")
    await pilot.pause()
    assert 40 in grid.shown and 50 not in grid.shown
    await pilot.press("down")
    row = grid.row
    grid.narrow("")
    await pilot.pause()
    assert len(grid.shown) == 60 and grid.row == row


async def test_where_nothing_is_left_the_grid_says_so_and_keys_do_no_harm(pilot):
    pilot.app.grid.narrow("xyzzy")
    await pilot.press("down", "enter", "s", "pagedown", "end")
    assert pilot.app.grid.row is None
    assert "Nothing to show" in "".join(pilot.app.lines())
    assert not any(kind == "chosen" for kind, *_rest in pilot.app.said)


async def test_a_click_moves_a_double_click_chooses_and_a_title_sorts(pilot):
    grid = pilot.app.grid
    await pilot.click(grid, offset=(20, 4))
    assert (grid.row, grid.column.name) == (3, "count")
    await pilot.click(grid, offset=(3, 5), times=2)
    assert pilot.app.said[-1] == ("chosen", 4, "label")
    await pilot.click(grid, offset=(20, 0))
    assert grid.sorted_by == ("count", True)


async def test_the_wheel_scrolls_and_leaves_the_cursor():
    async with Held().run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        pilot.app.grid._on_mouse_scroll_down(_wheel(pilot.app.grid))
        await pilot.pause()
        assert pilot.app.grid.scroll_offset.y > 0
        assert pilot.app.grid.row == 0


def _wheel(grid):
    return events.MouseScrollDown(grid, 5, 5, 0, 1, 0, False, False, False)


async def test_the_same_table_with_other_figures_keeps_cursor_sorting_and_words(pilot):
    grid = pilot.app.grid
    await pilot.press("right", "s", "down", "down")
    grid.narrow("etiquette")
    other = Table("ranking", COLUMNS[:10], [row[:10] for row in ROWS[:30]])
    grid.show(other)
    await pilot.pause()
    assert grid.sorted_by == ("count", True) and grid.words == "etiquette"
    assert grid.column.name == "count" and len(grid.shown) == 30
    grid.show(Table("others", COLUMNS, ROWS))
    await pilot.pause()
    assert (grid.sorted_by, grid.words, grid.row) == (None, "", 0)


async def test_a_figure_wider_than_the_sample_is_never_cut():
    rows = [("x", 1)] * 5000
    rows[1777] = ("x", 123_456_789)
    async with Held(Table("t", (Column("label"), Column("n", "n", Kind.INTEGER)), rows)).run_test(
        size=(40, 10)
    ) as pilot:
        pilot.app.grid.stand_on(row=1777)
        await pilot.pause()
        await pilot.pause()
        assert "123456789" in "".join(pilot.app.lines())


async def test_wide_characters_and_hostile_text_keep_every_line_as_wide_as_the_screen():
    rows = [("日本語テキスト" * 9, "👍🏽\x1b[31m\u202e"), ("é", "[bold]x[/bold]")]
    table = Table(
        "t", (Column("a"), Column("b"), *(Column(f"c{n}") for n in range(30))), [(*r, *["日"] * 30) for r in rows]
    )
    async with Held(table).run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        for key in ("right", "end", "home", "down"):
            await pilot.press(key)
            strips = [pilot.app.grid.render_line(y) for y in range(5)]
            assert {strip.cell_length for strip in strips} == {39}
            assert not any("\x1b" in strip.text or "\u202e" in strip.text for strip in strips)


async def test_a_whole_row_is_chosen_without_a_column():
    async with Held(whole_rows=True).run_test(size=(60, 12)) as pilot:
        await pilot.press("down", "enter")
        assert pilot.app.said[-1] == ("chosen", 1, "")


@pytest.mark.parametrize("rows", [0, 1, 2])
async def test_tables_of_hardly_anything_take_every_key(rows):
    table = Table("t", COLUMNS, ROWS[:rows])
    async with Held(table).run_test(size=(60, 12)) as pilot:
        await pilot.press("down", "right", "end", "ctrl+end", "s", "pageup", "enter")
        assert (pilot.app.grid.row is None) == (rows == 0)
        assert sorted(pilot.app.grid.shown) == list(range(rows))


# What a key costs: counts, the same on every machine


class Rows:
    """As many rows as wanted, made when asked for; counts how often that is."""

    def __init__(self, count: int, columns: int) -> None:
        self.count, self.columns, self.asked = count, columns, 0

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(self.count))]
        if not -self.count <= place < self.count:
            raise IndexError(place)
        self.asked += 1
        return (f"row {place}", *range(place, place + self.columns - 1))


Sequence.register(Rows)


async def _costs(rows: int, columns: int, *keys: str) -> list[tuple[int, int, int]]:
    held = Rows(rows, columns)
    table = Table("t", tuple(Column(f"c{n}", kind=Kind.INTEGER) for n in range(columns)), held)
    app = Held(table)
    found = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "right", "pagedown")
        for key in keys:
            app.grid.drawn, held.asked = 0, 0
            with CallCounter() as counter:
                await pilot.press(key)
            found.append((app.grid.drawn, held.asked, counter.calls))
    return found


@pytest.mark.parametrize(("rows", "columns"), [(1_250, 200), (250_000, 12), (100, 12)])
async def test_a_key_draws_the_rows_whose_look_changes_and_a_page_the_rows_in_sight(rows, columns):
    up, right, page, end = await _costs(rows, columns, "up", "right", "pagedown", "end")
    assert up[0] <= 3 and up[1] <= 2
    assert right[0] <= 3 and right[1] <= 1
    assert page[0] <= 40 and page[1] <= 40
    assert end[0] <= 40 and end[1] <= 40


async def test_a_thousand_times_the_rows_cost_no_more_per_key():
    small, large = await _costs(300, 12, "up", "pagedown"), await _costs(300_000, 12, "up", "pagedown")
    for one, other in zip(small, large, strict=True):
        assert other[2] <= 1.2 * one[2]


async def test_a_hundred_times_the_columns_cost_no_more_per_key():
    few, many = await _costs(300, 30, "up", "pagedown"), await _costs(300, 3000, "up", "pagedown")
    for one, other in zip(few, many, strict=True):
        assert other[2] <= 1.2 * one[2]


async def test_opening_looks_at_a_sample_of_the_rows_alone():
    held = Rows(250_000, 12)
    table = Table("t", tuple(Column(f"c{n}", kind=Kind.INTEGER) for n in range(12)), held)
    async with Held(table).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert held.asked < 400
