"""The commands of the comparison: what ``commands.Command`` is made of."""

from transcripts.i18n import N_

Words = tuple[str, str, str, str] | tuple[str, str, str, str, int]

COMPARISON: tuple[Words, ...] = (
    ("comparison.open", "enter", N_("passages"), N_("Open the passages that lower this number."), 1),
    ("comparison.rule", "r", N_("rule on them"), N_("Rule on the passages that lower this number."), 2),
    ("comparison.show_codes", "1", N_("codes"), N_("Agreement code by code and branch by branch.")),
    ("comparison.show_coders", "2", N_("coders"), N_("Every coder against every other, one measure at a time.")),
    ("comparison.show_transcripts", "3", N_("transcripts"), N_("Agreement transcript by transcript.")),
    ("comparison.show_confusion", "4", N_("confusion"), N_("Which codes are given in the place of which others.")),
    ("comparison.show_drift", "5", N_("over time"), N_("Agreement as coders went on, and with their second readings.")),
    ("comparison.show_origin", "6", N_("origin"), N_("Agreement apart by whether a suggestion led to the coding.")),
    ("comparison.show_rulings", "7", N_("rulings"), N_("Agreement before the rulings and after them.")),
    ("comparison.next_table", "tab", N_("next table"), N_("Show the next table of this kind.")),
    (
        "comparison.definition",
        "e",
        N_("explain"),
        N_("Read what this number is, how it is made and who published it."),
        3,
    ),
    ("comparison.measure", "m", N_("measures"), N_("Choose measures from a list with their definitions."), 4),
    ("comparison.unit", "u", N_("unit"), N_("Compare by sentence, turn, answer, grid, or on free spans alone."), 5),
    ("comparison.coders", "l", N_("coders"), N_("Compare the next two coders; after the last, all of them."), 6),
    ("comparison.who", "w", N_("which coders"), N_("Choose who is compared from a list.")),
    ("comparison.about", "c", N_("which code"), N_("Look at the coders and transcripts of one code, from a list."), 7),
    ("comparison.branch", "b", N_("branch"), N_("Show another branch of the codebook alone; after the last, all."), 8),
    ("comparison.interval", "i", N_("intervals"), N_("Jackknife, bootstrap over transcripts, or none."), 9),
    ("comparison.next_measure", ")", N_("next measure"), N_("Show another measure between coders.")),
    ("comparison.previous_measure", "(", N_("previous measure"), N_("Show the measure before between coders.")),
    ("comparison.filter", "f", N_("filter"), N_("Say in one line who and what is compared, and how."), 10),
    ("comparison.clear", "F", N_("no filter"), N_("Compare everything again, in the usual way.")),
    ("comparison.list", "d", N_("all disagreements"), N_("Open all passages on which the coders differ."), 11),
    ("comparison.export", "E", N_("export"), N_("Write what is shown to a file, in any format."), 12),
    ("comparison.all_codes", "a", N_("unused codes"), N_("Show codes that nobody used as well, or not."), 14),
    ("comparison.find", "/", N_("find"), N_("Show the rows with some words alone."), 15),
    ("comparison.back", "escape q", N_("back"), N_("Leave the line, or go back."), 20),
)

PICKING: tuple[Words, ...] = (
    ("picking.accept", "enter", N_("take"), N_("Take what is marked, or else the row under the cursor."), 1),
    ("picking.mark", "space", N_("mark"), N_("Mark this row, or take the mark away."), 2),
    ("picking.find", "/", N_("find"), N_("Show the rows with some words alone."), 3),
    ("picking.back", "escape q", N_("back"), N_("Leave without a change."), 20),
)
