"""The commands of emerging themes and of what to read next: what ``commands.Command`` is made of."""

from transcripts.i18n import N_

Words = tuple[str, str, str, str] | tuple[str, str, str, str, int]

EVERYWHERE: tuple[Words, ...] = (
    ("app.emerging", "M", N_("emerging themes"), N_("Groups of passages that are alike and not coded, to read."), 66),
    ("app.next_reading", "L", N_("read next"), N_("Which transcript and which passage to read next."), 67),
)

THEMES: tuple[Words, ...] = (
    ("themes.open", "enter", N_("passages, open"), N_("Go to the passages of a group; open a passage."), 1),
    ("themes.other", "tab", N_("other side"), N_("Go from the groups to the passages, or back."), 2),
    ("themes.hide", "x", N_("not a theme"), N_("Put this group away for this sitting."), 3),
    ("themes.nobody", "n", N_("coded by nobody"), N_("Leave out what anybody coded, or only what you coded."), 4),
    ("themes.again", "r", N_("look again"), N_("Group the passages anew, all groups included."), 5),
    ("themes.back", "escape q", N_("back"), N_("Go back to the groups, or to the coding screen."), 20),
)

NEXT: tuple[Words, ...] = (
    ("next.open", "enter", N_("open"), N_("Open this transcript, or this passage in it."), 1),
    ("next.other", "tab", N_("transcripts or passages"), N_("Show passages instead of transcripts, and back."), 2),
    ("next.uncertain", "o", N_("order"), N_("The most uncertain passages first, or the rarest codes first."), 3),
    ("next.again", "r", N_("look again"), N_("Look anew at what is left to read."), 4),
    ("next.back", "escape q", N_("back"), N_("Go back to the coding screen."), 20),
)
