from collections.abc import AsyncIterator

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.color import Color
from textual.pilot import Pilot

from tests.workbench.tui.widgets.drawing import document
from transcripts.spans import Span
from workbench.tui.widgets.transcript_palette import contrast, readable
from workbench.tui.widgets.transcript_view import Mark, MarkKind, ShownDocument, TranscriptView, Unit

SHOWN = document(
    ("ENQ", "Au départ, pourquoi ?"),
    ("I-05", "Au début la direction avait peur.|Puis on a vu que d'autres parlaient.|Alors on a ouvert une page."),
    ("ENQ", "Et le reste ?"),
    *(("I-05", f"Une réponse simple, la {number}e.|Je la fais.") for number in range(60)),
    questions={0: "Q1 ▸ Pourquoi être présents ?"},
)
TEXT = SHOWN.text


class Held(App[None]):
    """A transcript, and what it says of itself."""

    CSS = "TranscriptView { height: 1fr; }"

    def __init__(self, shown: ShownDocument = SHOWN) -> None:
        super().__init__()
        self.shown = shown
        self.view = TranscriptView()
        self.said: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.view.show(self.shown)

    def on_transcript_view_selection_changed(self, message: TranscriptView.SelectionChanged) -> None:
        self.said.append(message)

    def on_transcript_view_mark_clicked(self, message: TranscriptView.MarkClicked) -> None:
        self.said.append(message)

    def row(self, y: int) -> str:
        return self.view.render_line(y).text

    def rows(self) -> list[str]:
        return [self.row(y) for y in range(self.view.size.height)]


@pytest.fixture
async def pilot() -> AsyncIterator[Pilot[None]]:
    async with Held().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pilot.app.said.clear()
        yield pilot


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def mark(uuid: str, words: str, short: str, kind: MarkKind = MarkKind.CODING) -> Mark:
    return Mark(uuid, span(words).start, span(words).end, short, "#0072b2", kind)


async def test_rows_show_question_speakers_and_text(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert app.row(0).rstrip() == "Q1 ▸ Pourquoi être présents ?"
    assert app.row(1).rstrip() == " 1 ENQ  Au départ, pourquoi ?"
    assert app.row(2).startswith(" 2 I-05 Au début la direction")
    assert app.row(3).startswith("        ")
    assert {cell_len(row) for row in app.rows()} == {80}, "the scroll bar covers the last cell"


async def test_at_first_the_first_sentence_is_selected(pilot: Pilot[None]) -> None:
    assert pilot.app.view.selected_text == "Au départ, pourquoi ?"
    assert not pilot.app.view.extended


async def test_a_move_is_announced_with_what_is_selected_now(pilot: Pilot[None]) -> None:
    assert pilot.app.view.move(Unit.SENTENCE, 1)
    await pilot.pause()
    (message,) = pilot.app.said
    assert message.selection == span("Au début la direction avait peur.")
    assert message.cursor == message.selection.start
    assert message.control is pilot.app.view


async def test_a_move_that_leads_nowhere_says_so(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    assert not view.move(Unit.SENTENCE, -1)
    assert not view.move(Unit.TURN, -1)
    assert view.move(Unit.DOCUMENT, 1)
    assert not view.move(Unit.SENTENCE, 1)
    assert not view.move(Unit.PAGE, 1)
    await pilot.pause()
    assert len(pilot.app.said) == 1


async def test_the_selection_is_always_in_sight(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    moves = [(Unit.SENTENCE, 9), (Unit.PAGE, 1), (Unit.PAGE, 3), (Unit.TURN, -4), (Unit.DOCUMENT, 1), (Unit.PAGE, -1)]
    for unit, step in [*moves, (Unit.DOCUMENT, -1), *[(Unit.SENTENCE, 1)] * 50, *[(Unit.WORD, -1)] * 50]:
        view.move(unit, step)
        assert view.selection and view._wrapped
        top = view.scroll_offset.y
        for line in view._wrapped.lines_of(view.selection.start, view.selection.end):
            assert top <= line < top + view.size.height


async def test_a_page_keeps_the_row_of_the_selection(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    view.move(Unit.SENTENCE, 12)
    row = view._wrapped.line_at(view.cursor) - view.scroll_offset.y
    before = view.scroll_offset.y
    view.move(Unit.PAGE, 1)
    assert view.scroll_offset.y == before + view.size.height - 2
    assert abs(view._wrapped.line_at(view.cursor) - view.scroll_offset.y - row) <= 1


async def test_pages_lead_through_a_sentence_longer_than_the_screen() -> None:
    app = Held(document(("A", "mot " * 900 + "fin."), ("B", "Autre.")))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        tops = []
        while app.view.selected_text != "Autre." and len(tops) < 200:
            tops.append(app.view.scroll_offset.y)
            app.view.move(Unit.PAGE, 1)
        assert len(tops) < 15
        assert tops == sorted(set(tops))


async def test_another_width_keeps_the_selection_and_its_row(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    view.go_to(TEXT.index("la 40e"))
    await pilot.pause()
    row = view._wrapped.line_at(view.cursor) - view.scroll_offset.y
    await pilot.resize_terminal(50, 24)
    await pilot.pause()
    assert view.selected_text == "Une réponse simple, la 40e."
    assert view._wrapped.columns.margin == 9
    assert view._wrapped.line_at(view.cursor) - view.scroll_offset.y == row


async def test_codings_and_suggestions_stand_in_the_margin(pilot: Pilot[None]) -> None:
    app, view = pilot.app, pilot.app.view
    view.set_marks(
        [
            mark("a", "Au début la direction avait peur.", "IMAGE"),
            mark("b", "la direction avait peur", "PEUR"),
            mark("c", "Et le reste ?", "VALID", MarkKind.SUGGESTION),
        ]
    )
    assert app.row(2)[view._wrapped.columns.margin_start :].rstrip() == "▌IMAGE ▐PEUR"
    assert "┊VALID?" in "".join(app.rows())
    view.set_current("b")
    assert "►PEUR" in app.row(2)
    view.change_mark(mark("b", "la direction avait peur", "RISQUE"))
    assert "►RISQUE" in app.row(2)
    view.remove_mark("b")
    assert app.row(2)[view._wrapped.columns.margin_start :].rstrip() == "▌IMAGE"
    assert [found.uuid for found in view.marks_at(span("direction"))] == ["a"]
    view.set_marks([])
    assert "▌" not in "".join(app.rows())


async def test_a_coding_with_other_edges_is_drawn_in_its_new_place(pilot: Pilot[None]) -> None:
    app, view = pilot.app, pilot.app.view
    view.add_mark(mark("a", "Au début", "IMAGE"))
    assert "IMAGE" in app.row(2)
    view.change_mark(mark("a", "Et le reste ?", "IMAGE"))
    assert "IMAGE" not in app.row(2)
    assert sum("IMAGE" in row for row in app.rows()) == 1
    assert view.marks_at(span("Au début")) == []


async def test_edges_are_moved_and_handed_back(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    view.begin_edges(span("la direction"))
    assert view.editing_edges
    view.move_edge(Unit.WORD, 1)
    view.swap_ends()
    view.move_edge(Unit.WORD, -1)
    assert view.move_edge(Unit.CHARACTER, -3)
    assert view.end_edges() == span("Au début la direction avait")
    assert not view.move_edge(Unit.WORD, 1), "only while edges are edited"


async def test_a_selection_is_extended_and_given_up_again(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    view.select(span("la direction"))
    assert view.extended
    assert view.extend(Unit.WORD, 2)
    assert view.selected_text == "la direction avait peur"
    assert TEXT[view.cursor] == "r"
    view.collapse()
    assert view.selected_text == "Au début la direction avait peur."


async def test_a_click_selects_the_sentence_and_a_double_click_the_word(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    await pilot.click(TranscriptView, offset=(12, 2))
    assert view.selected_text == "Au début la direction avait peur."
    await pilot.click(TranscriptView, offset=(12, 2), times=2)
    assert view.selected_text == "début"


async def test_a_drag_selects_words_in_both_directions(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    for start, stop in (((12, 2), (22, 2)), ((22, 2), (12, 2))):
        await pilot.mouse_down(TranscriptView, offset=start)
        await pilot.hover(TranscriptView, offset=stop)
        await pilot.mouse_up(TranscriptView, offset=stop)
        assert view.selected_text == "début la direction"
        assert view.extended


async def test_a_click_with_shift_extends(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    view.select(span("Au début"))
    await pilot.click(TranscriptView, offset=(22, 2), shift=True)
    assert view.selected_text == "Au début la direction"


async def test_a_click_in_the_margin_names_the_mark(pilot: Pilot[None]) -> None:
    app, view = pilot.app, pilot.app.view
    names = ("A", "B", "C", "D")
    view.set_marks([mark(name.lower(), "Au début la direction avait peur.", name) for name in names])
    await pilot.pause()
    start = view._wrapped.columns.margin_start
    for cell in (0, 7, view._wrapped.columns.margin - 1):
        await pilot.click(TranscriptView, offset=(start + cell, 2))
    await pilot.click(TranscriptView, offset=(start + 3, 1))
    assert [message.uuid for message in app.said] == ["a", "b", "c"]
    assert view.selected_text == "Au départ, pourquoi ?", "a click in the margin selects nothing"


async def test_the_wheel_scrolls_without_moving_the_selection(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    selected = view.selection
    view.post_message(events.MouseScrollDown(view, 5, 5, 0, 1, 0, shift=False, meta=False, ctrl=False))
    await pilot.pause()
    assert view.scroll_offset.y > 0
    assert view.selection == selected


async def test_hits_are_lit_and_put_out(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    plain = view.render_line(2)
    view.set_hits([span("direction")])
    lit = [segment.text for segment in view.render_line(2) if segment.style and segment.style.bold]
    assert "direction" in lit
    view.set_hits([])
    assert view.render_line(2) == plain


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_text_can_be_read_in_both_themes(pilot: Pilot[None], theme: str) -> None:
    app, view = pilot.app, pilot.app.view
    view.set_marks([mark("a", "Au début la direction", "IMAGE"), mark("b", "direction avait", "PEUR")])
    view.set_hits([span("avait")])
    app.theme = theme
    await pilot.pause()
    seen = 0
    for y in range(5):
        for segment in view.render_line(y):
            if segment.text.strip() and segment.style and not segment.style.dim:
                ink = Color.from_rich_color(segment.style.color)
                assert contrast(ink, Color.from_rich_color(segment.style.bgcolor)) >= 4.5, segment
                seen += 1
    assert seen > 12


async def test_another_theme_changes_the_colours(pilot: Pilot[None]) -> None:
    dark = pilot.app.view.render_line(2)
    pilot.app.theme = "textual-light"
    await pilot.pause()
    assert pilot.app.view.render_line(2) != dark


async def test_what_lies_over_each_other_looks_different_without_colours(pilot: Pilot[None]) -> None:
    view = pilot.app.view
    view.set_marks(
        [
            mark("a", "Au début la direction avait peur.", "IMAGE"),
            mark("s", "Et le reste ?", "IMAGE", MarkKind.SUGGESTION),
        ]
    )
    view.set_current("a")
    texts = [segment.text for y in range(8) for segment in view.render_line(y)]
    assert "►IMAGE" in texts and "┊IMAGE?" in texts
    under = "".join(segment.text for segment in view.render_line(2) if segment.style and segment.style.underline)
    assert under == "Au début la direction avait peur."


async def test_an_empty_document_has_no_selection_and_bears_every_key() -> None:
    app = Held(ShownDocument(""))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view = app.view
        assert view.selection is None and view.selected_text == "" and view.cursor == 0
        assert not any(view.move(unit, 1) for unit in Unit)
        view.select(Span(0, 4))
        view.begin_edges(Span(0, 4))
        view.swap_ends()
        view.collapse()
        assert not view.editing_edges and view.end_edges() is None
        await pilot.click(TranscriptView, offset=(3, 3))
        assert app.row(0).strip() == ""


async def test_escape_sequences_and_markup_are_shown_harmlessly() -> None:
    shown = document(("I[1m", "Voici [31mROUGE]0;titre et [bold]gras[/bold]."))
    app = Held(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.add_mark(Mark("a", 0, 5, "[2J", "#d55e00"))
        row = app.row(0)
        assert row.startswith("1 I␛[1m Voici ␛[31mROUGE␛]0;titre␇ et [bold]gras[/bold].")
        assert "▌␛[2J" in row
        assert not any(character < " " or "" <= character < " " for character in row)


async def test_another_document_forgets_marks_hits_and_edges(pilot: Pilot[None]) -> None:
    app, view = pilot.app, pilot.app.view
    view.set_marks([mark("a", "Au départ", "IMAGE")])
    view.begin_edges(span("départ"))
    view.show(document(("A", "Un mot."), ("B", "Un autre.")), offset=9)
    await pilot.pause()
    assert view.selected_text == "Un autre."
    assert not view.editing_edges and view.marks_at(Span(0, 7)) == []
    assert app.row(0).rstrip() == "1 A Un mot."
    assert app.row(2).strip() == ""


@pytest.mark.parametrize("ground", ["#1e1e1e", "#d8d8d8", "#ffffff", "#000000"])
@pytest.mark.parametrize("ink", ["#0072b2", "#f0e442", "#000000", "#ffffff", "#999999"])
def test_any_colour_is_made_readable_on_any_ground(ink: str, ground: str) -> None:
    assert contrast(readable(Color.parse(ink), Color.parse(ground)), Color.parse(ground)) >= 4.5


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)
