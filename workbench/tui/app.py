"""The application: opens a study and shows its screens."""

import gc
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import BindingType

from transcripts.errors import StudyError
from transcripts.i18n import _, locale_language, use_language
from transcripts.spans import Span
from workbench.logs import unexpected
from workbench.paths import locale_folder
from workbench.settings import Settings, load_settings
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Command, Context, bindings
from workbench.tui.screens.opening import OpeningScreen
from workbench.tui.session import Session, acting_coder, found_study
from workbench.tui.themes import THEMES, other

if TYPE_CHECKING:
    from textual.screen import Screen

    from workbench.tui.screens.coding import CodingScreen
    from workbench.tui.screens.plain import PlainScreen

#: Seconds after the first paint.
WARM_AFTER = 0.1


class WorkbenchApp(App[int]):
    """One sitting with one study.

    Args:
        session: The open study.
        transcript: uuid of the transcript to open; None for where the coder left off.
    """

    # The first screen is there before any is pushed, so that Textual does not load its style by itself.
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        Path(__file__).parent / "app.tcss",
        Path(__file__).parent / "screens" / "coding.tcss",
    ]
    ENABLE_COMMAND_PALETTE = False  # ours speaks the language in use and knows every command
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.APP)]

    def __init__(self, session: Session, *, transcript: str | None = None) -> None:
        super().__init__()
        self.title = "workbench"
        self.session = session
        self._first = transcript
        self._coding: CodingScreen | None = None
        self._early: list[events.Key] = []
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[session.settings.theme].name
        self.set_keymap({name: ",".join(keys) for name, keys in session.keys.keys.items()})

    def get_default_screen(self) -> "Screen[None]":
        """The text alone, until the coding screen is made."""
        return OpeningScreen(self.session, transcript=self._first)

    @property
    def coding(self) -> "CodingScreen":
        """The ground that all other screens lie on; there from right after the first paint on."""
        if self._coding is None:
            raise RuntimeError("the coding screen is not made yet")
        return self._coding

    @property
    def has_coding(self) -> bool:
        """Whether the coding screen is there and can take keys."""
        return self._coding is not None and self._coding.furnished

    def on_ready(self) -> None:
        """Once the first paint is on its way: look for garbage again, among what is new; then make the rest."""
        gc.freeze()
        gc.enable()
        self.screen.call_after_refresh(self._go_on)
        self.set_timer(WARM_AFTER, self._warm)

    async def _go_on(self) -> None:
        from workbench.tui.screens.coding import CodingScreen

        self._coding = CodingScreen(self.session, transcript=self._first)
        await self.push_screen(self._coding)
        for event in self._early:
            await self._coding.take_key(event)
        self._early.clear()

    def _warm(self) -> None:
        """Import what writing and finding need, before they are asked for; in threads, and not beside the paint."""
        self.session.writer.warm()
        self.run_worker(_warm_matching, thread=True, group="warm")

    async def on_event(self, event: events.Event) -> None:
        """Give keys at once and in order to the screens that take them themselves; see ``CodingScreen``."""
        key = event if isinstance(event, events.Key) and not event.is_forwarded else None
        if key is not None and self._coding is None:
            self._early.append(key)
        elif key is not None and (take_key := getattr(self.screen, "take_key", None)) is not None:
            await take_key(key)
        else:
            await super().on_event(event)

    async def on_unmount(self) -> None:
        """Whatever way it ends: what was started for suggestions ends with it."""
        await self.session.end_suggesting()

    def _fatal_error(self) -> None:
        """A fault of the program: Textual would print the values of variables, and interview text with them."""
        self.bell()
        error = self._exception or RuntimeError("no exception")
        self._exit_renderables.append(Text(str(error) if isinstance(error, StudyError) else unexpected(error)))
        self._close_messages_no_wait()

    def open_transcript(self, transcript: str) -> None:
        """Show a transcript where it was left, from whichever screen asks."""
        self.open_passage(transcript, None)

    def open_passage(self, transcript: str, span: Span | None) -> None:
        """Show a passage in its transcript, from whichever screen asks."""
        while self.screen is not self.coding:
            self.pop_screen()
        try:
            self.coding.open_transcript(transcript, span)
        except StudyError as error:
            self.coding.complain(str(error))

    # Commands that work everywhere

    async def action_quit(self) -> None:
        """Leave; what was asked for is written first."""
        if self._coding is not None:
            self._coding.finish()
        self.exit(0)

    def action_help_quit(self) -> None:
        """Ctrl+C leaves nothing, because fingers copy with it; say what does."""
        sentence = _("{key} leaves the workbench; everything is saved already.")
        self.tell(sentence.format(key=self.session.keys.label("app.quit")))

    def tell(self, sentence: str) -> None:
        """Say something on whichever screen is shown."""
        if self._coding is not None and self.screen is self._coding:
            self._coding.say(sentence)
        else:
            self.notify(sentence, markup=False)

    def action_theme(self) -> None:
        """Change between light and dark."""
        self.theme = other(self.theme).name

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Save a picture of this screen where the study lies."""
        saved = self.save_screenshot(filename, path or str(self.session.study.path.parent))
        self.tell(_("Picture saved: {path}").format(path=saved))

    def action_help(self) -> None:
        """Show the keys and the guide."""
        from workbench.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.session))

    def action_palette(self) -> None:
        """Find a command by its name."""
        from workbench.tui.screens.palette import PaletteScreen, contexts_of

        below = self.screen
        if not isinstance(below, PaletteScreen):
            self.push_screen(PaletteScreen(self.session, contexts_of(below)), self._perform)

    async def _perform(self, entry: Command | None) -> None:
        """Do what the palette found, on the screen that it lay over."""
        from workbench.tui.screens.plain import PlainScreen

        screen = self.screen
        if entry is not None and (isinstance(screen, PlainScreen) or screen is self._coding):
            await (screen if isinstance(screen, PlainScreen) else self.coding).perform(entry)

    def _open(self, screen: "PlainScreen") -> None:
        """Lay a screen over the coding screen, once; others that lie there are left."""
        while self.screen is not self.coding:
            if type(self.screen) is type(screen):
                return
            self.pop_screen()
        if self.coding.has_desk:
            self.push_screen(screen)

    def action_transcripts(self) -> None:
        """The list of transcripts."""
        from workbench.tui.screens.transcripts import TranscriptsScreen

        self._open(TranscriptsScreen(self.session))

    def action_participants(self) -> None:
        """The participants."""
        from workbench.tui.screens.participants import ParticipantsScreen

        self._open(ParticipantsScreen(self.session))

    def action_grid(self) -> None:
        """Participants against questions."""
        from workbench.tui.screens.framework import FrameworkScreen

        self._open(FrameworkScreen(self.session))

    def action_findings(self) -> None:
        """The reports."""
        from workbench.tui.screens.findings import FindingsScreen

        self._open(FindingsScreen(self.session))

    def action_comparison(self) -> None:
        """Compare coders."""
        from workbench.tui.screens.comparison import ComparisonScreen

        self._open(ComparisonScreen(self.session))

    def action_disagreements(self) -> None:
        """Every passage that coders see differently."""
        from workbench.tui.screens.disagreements import DisagreementsScreen

        self._open(DisagreementsScreen(self.session))

    def action_ruling(self) -> None:
        """Rule on the open ones."""
        from workbench.tui.screens.ruling import RulingScreen

        self._open(RulingScreen(self.session))

    def action_codebook(self) -> None:
        """Read and change the codebook."""
        from workbench.tui.screens.codebook import CodebookScreen

        self._open(CodebookScreen(self.session))

    def action_guide(self) -> None:
        """The interview guide."""
        from workbench.tui.screens.guide import GuideScreen

        self._open(GuideScreen(self.session))

    def action_quotations(self) -> None:
        """Quotations of a code."""
        from workbench.tui.screens.quotations import QuotationsScreen

        self._open(QuotationsScreen(self.session))

    def open_suggestions(self, code: str | None) -> None:
        """The queue of suggestions of a code, or of all codes asked for."""
        from workbench.tui.screens.suggestions import SuggestionsScreen

        self._open(SuggestionsScreen(self.session, code))

    def action_emerging(self) -> None:
        """Groups of uncoded passages."""
        from workbench.tui.screens.themes import ThemesScreen

        self._open(ThemesScreen(self.session))

    def action_next_reading(self) -> None:
        """What to read next."""
        from workbench.tui.screens.next_reading import NextReadingScreen

        self._open(NextReadingScreen(self.session))

    def action_search(self) -> None:
        """Find words in all transcripts."""
        from workbench.tui.screens.search import SearchScreen

        self._open(SearchScreen(self.session))


def _warm_matching() -> None:
    import rapidfuzz.fuzz  # noqa: F401 - the import is the work


def run(
    study_path: Path | None, *, coder: str | None = None, lang: str | None = None, transcript: str | None = None
) -> int:
    """Open the screens on a study.

    Args:
        study_path: The study file; None for the only one in this folder.
        coder: Name of who codes; None for the usual one.
        lang: ``fr`` or ``en``; None for what the settings or the locale say.
        transcript: Name of the transcript to open; None for where the coder left off.

    Returns:
        The exit code.

    Raises:
        StudyError: If the study cannot be opened, or who codes cannot be told.
    """
    settings = load_settings()
    choose_language(lang, settings)
    with StudyFile.open(found_study(study_path), timeout=settings.busy_timeout) as study:
        session = Session(study, settings, acting_coder(study, coder, settings))
        try:
            from workbench.store import transcripts

            first = transcripts.named(study.reader, transcript) if transcript else None
            app = WorkbenchApp(session, transcript=first)
            return app.run() or app.return_code or 0
        finally:
            session.close()


def choose_language(lang: str | None, settings: Settings) -> None:
    """Speak the language asked for, else that of the settings, else that of the locale, else English."""
    import os

    use_language(lang or settings.language or locale_language(dict(os.environ)), locale_folder())
