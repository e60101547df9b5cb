"""Every command of the screens, declared once.

Footer, help, command palette, Textual's bindings and the settings' key overrides all come from this table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding

from transcripts.i18n import N_, _
from workbench.tui.comparison_commands import COMPARISON, PICKING
from workbench.tui.keyword_commands import KEYWORDS
from workbench.tui.people_commands import PEOPLE
from workbench.tui.reading_commands import EVERYWHERE, NEXT, THEMES
from workbench.tui.ruling_commands import AGREEMENT, LIST, RULE, TRANSCRIPTS
from workbench.tui.ruling_commands import EVERYWHERE as RULINGS
from workbench.tui.suggestion_commands import BOOK, CHANGE, MARGIN, QUEUE


class Context(StrEnum):
    """Where a command works. Within one context, and between it and ``APP``, a key means one thing."""

    APP = "app"
    CODING = "coding"
    BOOK = "book"
    PICKER = "picker"
    LINE = "line"
    EDGES = "edges"
    WEIGH = "weigh"
    CHOOSE = "choose"
    MEMO = "memo"
    TRANSCRIPTS = "transcripts"
    SPEAKERS = "speakers"
    PARTICIPANTS = "participants"
    VOICES = "voices"
    GRID = "grid"
    CELL = "cell"
    FINDINGS = "findings"
    FINDING = "finding"
    EXPLANATION = "explanation"
    COMPARISON = "comparison"
    PICKING = "picking"
    DISAGREEMENTS = "disagreements"
    RULING = "ruling"
    AGREEMENT = "agreement"
    CODEBOOK = "codebook"
    KEYWORDS = "keywords"
    GUIDE = "guide"
    LINKING = "linking"
    QUOTATIONS = "quotations"
    TRIMMING = "trimming"
    SUGGESTIONS = "suggestions"
    CHANGING = "changing"
    THEMES = "themes"
    NEXT = "next"
    SEARCH = "search"
    TABLE = "table"
    PASSAGES = "passages"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do.

    Attributes:
        id: Stable name, ``context.verb``; the settings file rebinds by it.
        keys: Default keys, separated by spaces, as characters or as Textual names them; "" for the palette only.
        title: What it is called, in the footer and the palette.
        help: One line for the help screen.
        footer: Place in the footer, lower comes first; 0 keeps it out.
    """

    id: str
    keys: str
    title: str
    help: str
    footer: int = 0

    @property
    def context(self) -> Context:
        """Where it works."""
        return Context(self.id.partition(".")[0])

    @property
    def action(self) -> str:
        """Name of the method ``action_…`` that does it."""
        return self.id.partition(".")[2]


CONTEXT_TITLES: dict[Context, str] = {
    Context.APP: N_("Everywhere"),
    Context.CODING: N_("Coding"),
    Context.BOOK: N_("In the codebook pane"),
    Context.PICKER: N_("While finding a code"),
    Context.LINE: N_("While typing a line"),
    Context.EDGES: N_("While moving the edges of a coding"),
    Context.WEIGH: N_("While setting strength or stance"),
    Context.CHOOSE: N_("While choosing a coding"),
    Context.MEMO: N_("While writing a memo"),
    Context.TRANSCRIPTS: N_("Transcripts"),
    Context.SPEAKERS: N_("Speakers"),
    Context.PARTICIPANTS: N_("Participants"),
    Context.VOICES: N_("Linking speakers to participants"),
    Context.GRID: N_("Framework grid"),
    Context.CELL: N_("A cell of the framework grid"),
    Context.FINDINGS: N_("Findings"),
    Context.FINDING: N_("A finding"),
    Context.EXPLANATION: N_("What a finding means"),
    Context.COMPARISON: N_("Comparison"),
    Context.PICKING: N_("While choosing from a list"),
    Context.DISAGREEMENTS: N_("Disagreements"),
    Context.RULING: N_("Ruling on disagreements"),
    Context.AGREEMENT: N_("Agreement before and after the rulings"),
    Context.CODEBOOK: N_("Codebook"),
    Context.KEYWORDS: N_("Keyword rules"),
    Context.GUIDE: N_("Interview guide"),
    Context.LINKING: N_("Linking turns to the guide"),
    Context.QUOTATIONS: N_("Quotations"),
    Context.TRIMMING: N_("While cutting words out of a quotation"),
    Context.SUGGESTIONS: N_("Suggestions"),
    Context.CHANGING: N_("While changing a suggestion"),
    Context.THEMES: N_("Emerging themes"),
    Context.NEXT: N_("What to read next"),
    Context.SEARCH: N_("Search"),
    Context.TABLE: N_("In a table"),
    Context.PASSAGES: N_("Passages"),
    Context.HELP: N_("Help"),
}

COMMANDS: tuple[Command, ...] = (
    # Everywhere
    Command("app.help", "?", N_("help"), N_("Show the keys and the user guide."), 99),
    Command("app.palette", "ctrl+p", N_("commands"), N_("Find any command by its name."), 98),
    Command("app.quit", "ctrl+q", N_("quit"), N_("Leave the workbench; everything is saved already.")),
    Command("app.theme", "ctrl+t", N_("light or dark"), N_("Change between the light and the dark theme.")),
    Command("app.screenshot", "", N_("save a picture"), N_("Save a picture of this screen as an SVG file.")),
    # Coding: acts
    Command("coding.apply", "c", N_("code"), N_("Find one or several codes by a few letters and apply them."), 10),
    Command("coding.repeat", ".", N_("again"), N_("Apply the last codes again."), 12),
    Command("coding.in_vivo", "i", N_("in vivo"), N_("Make a code from the selected words and apply it."), 13),
    Command("coding.extend", "v", N_("extend"), N_("Extend the selection by the keys that move; again to stop."), 14),
    Command("coding.weigh", "w", N_("weight/stance"), N_("Set strength 0 to 3 or stance of the current coding."), 15),
    Command("coding.memo", "m", N_("memo"), N_("Write a memo on the current coding."), 16),
    Command("coding.edges", "e", N_("edges"), N_("Move the edges of the current coding."), 17),
    Command("coding.remove", "x", N_("uncode"), N_("Remove the current coding; choose where there are several."), 18),
    Command("coding.undo", "u", N_("undo"), N_("Take back your last act, be it from an earlier day."), 19),
    Command("coding.redo", "U", N_("redo"), N_("Do again what was taken back."), 20),
    Command("coding.find", "/", N_("find"), N_("Find words in this transcript, whatever their case and accents."), 21),
    *(Command(*words) for words in MARGIN),
    Command("coding.next_hit", "n", N_("next hit"), N_("Go to the next place found.")),
    Command("coding.previous_hit", "N", N_("previous hit"), N_("Go to the previous place found.")),
    Command("coding.next_coding", "tab", N_("next coding"), N_("Make the next coding here the current one."), 22),
    Command("coding.previous_coding", "shift+tab", N_("previous coding"), N_("The same, the other way round.")),
    Command("coding.done", "d", N_("done"), N_("Mark this transcript as done, or as not done any more."), 23),
    # Coding: moves
    Command("coding.next_sentence", "down j", N_("next sentence"), N_("Select the next sentence.")),
    Command("coding.previous_sentence", "up k", N_("previous sentence"), N_("Select the previous sentence.")),
    Command("coding.next_turn", "J", N_("next turn"), N_("Go to the next turn.")),
    Command("coding.previous_turn", "K", N_("previous turn"), N_("Go to the previous turn.")),
    Command("coding.next_question", ")", N_("next question"), N_("Go to the next guide question.")),
    Command("coding.previous_question", "(", N_("previous question"), N_("Go to the previous guide question.")),
    Command("coding.next_uncoded", "f", N_("next uncoded"), N_("Go to the next sentence without a code of yours."), 24),
    Command("coding.next_word", "right l", N_("next word"), N_("Select the next word.")),
    Command("coding.previous_word", "left h", N_("previous word"), N_("Select the previous word.")),
    Command("coding.page_down", "pagedown", N_("page down"), N_("Go one screen down.")),
    Command("coding.page_up", "pageup", N_("page up"), N_("Go one screen up.")),
    Command("coding.top", "g home", N_("top"), N_("Go to the first sentence.")),
    Command("coding.bottom", "G end", N_("bottom"), N_("Go to the last sentence.")),
    Command("coding.extend_down", "shift+down", N_("extend down"), N_("Extend the selection by a sentence.")),
    Command("coding.extend_up", "shift+up", N_("extend up"), N_("Draw the selection back by a sentence.")),
    Command("coding.extend_right", "shift+right", N_("extend right"), N_("Extend the selection by a word.")),
    Command("coding.extend_left", "shift+left", N_("extend left"), N_("Draw the selection back by a word.")),
    Command("coding.swap_ends", "o", N_("other end"), N_("Move the other end of the selection from now on.")),
    Command("coding.leave", "escape", N_("leave"), N_("Leave what is open: a pane, a line, the extending.")),
    # Coding: panes and screens
    Command("coding.book", "b", N_("codebook pane"), N_("Show the codebook pane and go into it."), 30),
    Command("coding.passage", "p", N_("passage pane"), N_("Show or hide the passage pane."), 31),
    Command("app.transcripts", "T", N_("transcripts"), N_("The list of transcripts, with everyone's progress."), 60),
    Command("app.participants", "P", N_("participants"), N_("The participants and what is known of them."), 60),
    Command("app.grid", "W", N_("framework grid"), N_("Participants against questions: summaries and categories."), 61),
    Command("app.findings", "R", N_("findings"), N_("What recurs, who diverges, what matters: all reports."), 61),
    Command("app.comparison", "C", N_("comparison"), N_("Compare coders, code by code."), 62),
    Command("app.codebook", "B", N_("codebook"), N_("Read and change the codebook."), 63),
    Command(
        "app.guide", "Q", N_("interview guide"), N_("The questions, who was asked, and linking turns to them."), 65
    ),
    Command("app.quotations", "V", N_("quotations"), N_("Pick, order and cut quotations of a code."), 63),
    Command("app.search", "ctrl+f", N_("search"), N_("Find words in all transcripts."), 64),
    *(Command(*words) for words in (*EVERYWHERE, *RULINGS)),
    # Codebook pane
    Command("book.next", "down j", N_("down"), N_("Go to the next code."), 1),
    Command("book.previous", "up k", N_("up"), N_("Go to the previous code."), 2),
    Command("book.apply", "enter", N_("apply"), N_("Apply this code to the selection."), 3),
    Command("book.fold", "space left right", N_("fold"), N_("Fold or unfold this branch."), 4),
    *(Command(*words) for words in BOOK),
    Command("book.leave", "escape b", N_("back"), N_("Go back to the transcript."), 6),
    # Picker
    Command("picker.apply", "enter", N_("apply"), N_("Apply the marked codes, or the one that is lit."), 1),
    Command("picker.mark", "tab", N_("mark several"), N_("Mark this code and look for another."), 2),
    Command("picker.next", "down ctrl+n", N_("down"), N_("Go to the next code."), 3),
    Command("picker.previous", "up", N_("up"), N_("Go to the previous code."), 4),
    Command("picker.leave", "escape", N_("leave"), N_("Leave without a change."), 5),
    # A line of text
    Command("line.accept", "enter", N_("accept"), N_("Accept what was typed."), 1),
    Command("line.leave", "escape", N_("leave"), N_("Leave without a change."), 2),
    # Edges
    Command("edges.next_word", "right l", N_("a word on"), N_("Move this end by a word."), 1),
    Command("edges.previous_word", "left h", N_("a word back"), N_("Move this end back by a word."), 2),
    Command("edges.next_sentence", "down j", N_("a sentence on"), N_("Move this end by a sentence."), 3),
    Command("edges.previous_sentence", "up k", N_("a sentence back"), N_("Move this end back by a sentence."), 4),
    Command("edges.swap_ends", "o", N_("other end"), N_("Move the start instead of the end, and back."), 5),
    Command("edges.accept", "enter", N_("accept"), N_("Keep the new edges."), 6),
    Command("edges.leave", "escape e", N_("leave"), N_("Leave the edges as they were."), 7),
    # Strength and stance: the keys are the values
    Command("weigh.strength_0", "0", N_("unimportant"), N_("Strength 0: named as unimportant."), 1),
    Command("weigh.strength_1", "1", N_("a little"), N_("Strength 1."), 2),
    Command("weigh.strength_2", "2", N_("important"), N_("Strength 2."), 3),
    Command("weigh.strength_3", "3", N_("very important"), N_("Strength 3."), 4),
    Command("weigh.pro", "p", N_("pro"), N_("Stance: for."), 5),
    Command("weigh.contra", "c", N_("contra"), N_("Stance: against."), 6),
    Command("weigh.mixed", "m", N_("mixed"), N_("Stance: both."), 7),
    Command("weigh.neutral", "n", N_("neutral"), N_("Stance: neither."), 8),
    Command("weigh.clear", "minus delete backspace", N_("clear"), N_("Take strength and stance away."), 9),
    # Choosing among several codings
    Command("choose.next", "down j tab", N_("down"), N_("Go to the next coding."), 1),
    Command("choose.previous", "up k shift+tab", N_("up"), N_("Go to the previous coding."), 2),
    Command("choose.accept", "enter x", N_("remove this"), N_("Remove the coding that is lit."), 3),
    Command("choose.all", "a", N_("remove all"), N_("Remove all codings of the list, as one act."), 4),
    Command("choose.leave", "escape", N_("leave"), N_("Leave without a change."), 5),
    # Memo
    Command("memo.accept", "ctrl+s", N_("save"), N_("Save the memo."), 1),
    Command("memo.enter", "enter", N_("save"), N_("Save a memo of one line; break the line of a longer one."), 3),
    Command("memo.new_line", "ctrl+j ctrl+n shift+enter", N_("new line"), N_("Begin a new line."), 4),
    Command("memo.leave", "escape", N_("put aside"), N_("Leave; what was typed is kept as a draft."), 2),
    # Other screens
    Command("transcripts.open", "enter", N_("open"), N_("Open this transcript."), 1),
    Command("transcripts.speakers", "s", N_("speakers"), N_("See and correct who asks and who answers."), 2),
    Command("transcripts.state", "d", N_("state"), N_("Change your state: to do, coding, done."), 3),
    Command("transcripts.assign", "a", N_("assign"), N_("Say who codes this transcript, and take coders off it."), 4),
    Command("transcripts.unseal", "o", N_("open the seal"), N_("Let its coders see each other's codings."), 5),
    *(Command(*words) for words in TRANSCRIPTS),
    Command("transcripts.back", "escape q", N_("back"), N_("Go back to the coding screen."), 9),
    Command("speakers.role", "enter", N_("asks or answers"), N_("Make the interviewer a participant, or back."), 1),
    Command("speakers.participant", "p", N_("participant"), N_("Link this label to a participant."), 2),
    Command("speakers.back", "escape q", N_("back"), N_("Go back."), 9),
    *(Command(*words) for words in PEOPLE),
    Command("findings.open", "enter", N_("open"), N_("Make this report; its letter does so too."), 1),
    Command("findings.back", "escape q", N_("back"), N_("Go back to the coding screen."), 9),
    Command("finding.open", "enter", N_("passages"), N_("Open the passages behind this figure."), 1),
    Command("finding.next_table", "tab", N_("next table"), N_("Show the next table of this report."), 2),
    Command("finding.layer", "l", N_("whose codings"), N_("Count another coder's codings, or the consensus."), 3),
    Command("finding.branch", "b", N_("branch"), N_("Look at another branch of the codebook."), 4),
    Command("finding.filter", "f", N_("filter"), N_("Say in one line what to look at."), 5),
    Command("finding.clear", "F", N_("no filter"), N_("Look at everything again."), 6),
    Command("finding.definitions", "d", N_("definitions"), N_("Read what the figures mean and what was left out."), 7),
    Command("finding.export", "E", N_("export"), N_("Write what is shown to a file, in any format."), 8),
    Command("finding.options", "o", N_("options"), N_("Change options in one line; a digit changes one of them."), 9),
    Command("finding.plot", "p", N_("figure"), N_("Figure and table, the figure alone, the table alone."), 10),
    Command("finding.next_plot", "n", N_("next figure"), N_("Draw the next figure of this report."), 11),
    Command("finding.find", "/", N_("find"), N_("Show the rows with some words alone."), 12),
    Command("finding.back", "escape q", N_("back"), N_("Leave the line, or go back to the reports."), 20),
    Command("explanation.back", "escape q d e", N_("back"), N_("Go back to the report."), 9),
    *(Command(*words) for words in (*COMPARISON, *PICKING)),
    *(Command(*words) for words in (*LIST, *RULE, *AGREEMENT)),
    Command("codebook.new", "n", N_("new"), N_("Add a code beside or under this one."), 1),
    Command("codebook.rename", "r", N_("rename"), N_("Give this code another label."), 2),
    Command("codebook.short", "s", N_("short name"), N_("Give this code another short name."), 3),
    Command("codebook.key", "k", N_("key"), N_("Give this code a key that applies it."), 4),
    Command("codebook.definition", "d", N_("definition"), N_("Write what this code means."), 5),
    Command(
        "codebook.keywords", "w", N_("keyword rules"), N_("Words that mark this code: count, try, add, exclude."), 6
    ),
    Command("codebook.open", "enter", N_("passages"), N_("Open your passages with this code."), 7),
    Command("codebook.undo", "u", N_("undo"), N_("Take back your last act."), 8),
    Command("codebook.back", "escape q", N_("back"), N_("Go back."), 9),
    *(Command(*words) for words in KEYWORDS),
    Command("guide.open", "enter", N_("turns"), N_("Open the turns that ask this question."), 1),
    Command("guide.link", "l", N_("link turns"), N_("Go through the interviewers' turns and say what each asks."), 2),
    Command("guide.bring", "i", N_("bring in"), N_("Bring in a guide from a file, or a template."), 3),
    Command("guide.remove", "x", N_("remove"), N_("Take this question out of the guide."), 4),
    Command("guide.undo", "u", N_("undo"), N_("Take back your last act."), 5),
    Command("guide.back", "escape q", N_("back"), N_("Go back."), 9),
    Command(
        "linking.confirm", "enter", N_("so it is"), N_("What is shown of this turn is so; a digit chooses another."), 1
    ),
    Command("linking.all", "a", N_("all so"), N_("All that is left of this transcript is as shown."), 2),
    Command("linking.none", "n", N_("asks none"), N_("This turn asks no question of the guide."), 3),
    Command("linking.follow_up", "f", N_("follow-up"), N_("Follow-up instead of opening, or back."), 4),
    Command("linking.pick", "c", N_("choose"), N_("Choose the question by its name or a few letters."), 5),
    Command("linking.undo", "backspace u", N_("take back"), N_("Take the last decision of this sitting back."), 6),
    Command("linking.doubtful", "tab", N_("next doubtful"), N_("Go to the next turn whose proposal is not strong."), 7),
    Command("linking.next_transcript", ")", N_("next transcript"), N_("Go to the next transcript."), 8),
    Command("linking.previous_transcript", "(", N_("previous transcript"), N_("Go to the transcript before.")),
    Command("linking.read", "o", N_("read"), N_("Read this turn in its transcript.")),
    Command("linking.back", "escape q", N_("back"), N_("Go back."), 9),
    Command("quotations.open", "enter", N_("in the transcript"), N_("Open this passage in its transcript."), 1),
    Command("quotations.pick", "p", N_("pick"), N_("Pick this passage for the article, or put it back."), 2),
    Command("quotations.earlier", "K", N_("up"), N_("Move this quotation before the one above it."), 3),
    Command("quotations.later", "J", N_("down"), N_("Move this quotation after the one below it."), 4),
    Command("quotations.trim", "t", N_("cut words"), N_("Cut words out of this quotation; they are shown as […]."), 5),
    Command("quotations.copy", "y", N_("copy"), N_("Hand this quotation to the terminal's clipboard, signed."), 6),
    Command("quotations.code", "c", N_("code"), N_("Show the quotations of another code."), 7),
    Command("quotations.next_code", ")", N_("next code"), N_("Show the next code that has passages.")),
    Command("quotations.previous_code", "(", N_("previous code"), N_("Show the code before that has passages.")),
    Command("quotations.undo", "u", N_("undo"), N_("Take back your last act."), 8),
    Command("quotations.back", "escape q", N_("back"), N_("Go back."), 9),
    Command("trimming.cut", "x space", N_("cut or put back"), N_("Cut these words, or put them back in."), 1),
    Command("trimming.next_word", "right l", N_("next word"), N_("Go to the next word."), 2),
    Command("trimming.previous_word", "left h", N_("previous word"), N_("Go to the word before."), 3),
    Command("trimming.extend_right", "shift+right", N_("extend right"), N_("Take the next word as well."), 4),
    Command("trimming.extend_left", "shift+left", N_("extend left"), N_("Take the word before as well, or one less.")),
    Command("trimming.first_word", "g home", N_("first word"), N_("Go to the first word.")),
    Command("trimming.last_word", "G end", N_("last word"), N_("Go to the last word.")),
    Command("trimming.cut_before", "a", N_("cut before"), N_("Cut everything before the cursor."), 5),
    Command("trimming.cut_after", "z", N_("cut after"), N_("Cut everything after the cursor."), 6),
    Command("trimming.whole", "w", N_("all back"), N_("Put all words back in."), 7),
    Command("trimming.undo", "u", N_("undo"), N_("Take back your last act."), 8),
    Command("trimming.back", "enter escape q", N_("done"), N_("Go back to the quotations."), 9),
    *(Command(*words) for words in (*QUEUE, *CHANGE)),
    *(Command(*words) for words in (*THEMES, *NEXT)),
    Command("search.open", "enter", N_("search, open"), N_("Search for what was typed, or open the passage."), 1),
    Command("search.back", "escape", N_("back"), N_("Go back."), 9),
    # Tables of any size
    Command("table.down", "down j", N_("down"), N_("Go to the next row.")),
    Command("table.up", "up k", N_("up"), N_("Go to the previous row.")),
    Command("table.right", "right", N_("right"), N_("Go to the next column.")),
    Command("table.left", "left", N_("left"), N_("Go to the previous column.")),
    Command("table.page_down", "pagedown", N_("page down"), N_("Go one screen down.")),
    Command("table.page_up", "pageup", N_("page up"), N_("Go one screen up.")),
    Command("table.first_column", "home", N_("first column"), N_("Go to the first column.")),
    Command("table.last_column", "end", N_("last column"), N_("Go to the last column.")),
    Command("table.top", "ctrl+home", N_("top"), N_("Go to the first row.")),
    Command("table.bottom", "ctrl+end", N_("bottom"), N_("Go to the last row.")),
    Command("table.sort", "s", N_("sort"), N_("Sort by this column; again for the other way, and for no order."), 13),
    Command("passages.open", "enter", N_("in the transcript"), N_("Open this passage in its transcript."), 1),
    Command("passages.back", "escape q", N_("back"), N_("Go back."), 9),
    Command("help.guide", "tab", N_("keys or guide"), N_("Change between the keys and the user guide."), 1),
    Command("help.back", "escape q", N_("back"), N_("Go back."), 9),
)

_BY_ID = {command.id: command for command in COMMANDS}


def command(command_id: str) -> Command:
    """The command with this id.

    Raises:
        KeyError: If there is none; ids are written by us, never by a person.
    """
    return _BY_ID[command_id]


def known(command_id: str) -> bool:
    """Whether a command has this id."""
    return command_id in _BY_ID


def of_context(context: Context) -> Iterator[Command]:
    """The commands of one context, in the order declared."""
    return (entry for entry in COMMANDS if entry.context is context)


def bindings(context: Context) -> list[Binding]:
    """Textual's bindings for one context; the settings' keys reach them through ``App.set_keymap`` by their ids."""
    return [
        Binding(",".join(key_name(key) for key in entry.keys.split()), entry.action, entry.title, id=entry.id)
        for entry in of_context(context)
        if entry.keys
    ]


def key_name(text: str) -> str:
    """The key as Textual names it, from a character or a name: ``(`` gives ``left_parenthesis``."""
    if text == ",":  # which separates keys where Textual reads them
        return "comma"
    return next(iter(Binding.make_bindings([Binding(text, "")]))).key if len(text) == 1 else text


def title(entry: Command) -> str:
    """Its title in the language in use, with a capital."""
    words = _(entry.title)
    return words[:1].upper() + words[1:]
