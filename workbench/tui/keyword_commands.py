"""The commands of the screen of keyword rules: what ``commands.Command`` is made of."""

from transcripts.i18n import N_

KEYWORDS: tuple[tuple[str, str, str, str] | tuple[str, str, str, str, int], ...] = (
    ("keywords.new", "n", N_("new rule"), N_("Type a rule; what it finds is shown before it is kept."), 1),
    ("keywords.change", "e", N_("edit"), N_("Write this rule otherwise; a term is changed before it is added."), 2),
    ("keywords.remove", "d delete", N_("take away"), N_("Take this rule from the code."), 3),
    ("keywords.add", "a", N_("add"), N_("Make this term a rule of the code."), 4),
    ("keywords.exclude", "x", N_("exclude"), N_("Have this term or rule exclude; a rule that excludes, include."), 5),
    ("keywords.never", "minus", N_("never propose"), N_("Never propose this term for this code again."), 6),
    ("keywords.other", "tab", N_("rules or terms"), N_("Go to the proposed terms, or back to the rules."), 7),
    ("keywords.open", "enter", N_("passages"), N_("List the passages of this rule, to go to any of them."), 8),
    ("keywords.further", "J space", N_("read on"), N_("Show further passages of this rule.")),
    ("keywords.earlier", "K", N_("read back"), N_("Show the passages before.")),
    ("keywords.next_code", ")", N_("next code"), N_("Go to the rules of the next code.")),
    ("keywords.previous_code", "(", N_("previous code"), N_("Go to the rules of the code before.")),
    ("keywords.undo", "u", N_("undo"), N_("Take back your last act."), 9),
    ("keywords.back", "escape q", N_("back"), N_("Go back."), 20),
)
