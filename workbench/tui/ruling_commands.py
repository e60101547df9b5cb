"""The commands of disagreements and of rulings: what ``commands.Command`` is made of."""

from transcripts.i18n import N_

Words = tuple[str, str, str, str] | tuple[str, str, str, str, int]

EVERYWHERE: tuple[Words, ...] = (
    ("app.disagreements", "D", N_("disagreements"), N_("Every passage that coders see differently, by kind."), 62),
    (
        "app.ruling",
        "",
        N_("rule on disagreements"),
        N_("Rule on the open disagreements, one key each."),
    ),
)

TRANSCRIPTS: tuple[Words, ...] = (
    ("transcripts.disagreements", "c", N_("disagreements"), N_("See on what coders differ in this transcript."), 4),
)

LIST: tuple[Words, ...] = (
    ("disagreements.open", "enter", N_("rule on it"), N_("Rule on this disagreement, and on those that follow it."), 1),
    ("disagreements.kind", "t", N_("kind"), N_("Show one kind alone, the next one, then all again."), 2),
    ("disagreements.which", "w", N_("open or ruled"), N_("Open ones, to discuss, out of date, ruled, or all."), 3),
    ("disagreements.filter", "f", N_("filter"), N_("Say in one line what to look at."), 4),
    ("disagreements.clear", "F", N_("no filter"), N_("Look at everything again."), 5),
    ("disagreements.order", "o", N_("order"), N_("In the order of the texts, or the costliest first."), 6),
    (
        "disagreements.hide",
        "h",
        N_("hide names"),
        N_("Coders are A, B, C, anew for each passage; or back."),
        7,
    ),
    ("disagreements.agreement", "v", N_("before and after"), N_("Agreement before the rulings and after them."), 8),
    ("disagreements.transcript", "g", N_("in the transcript"), N_("Open this passage in its transcript."), 9),
    ("disagreements.find", "/", N_("find"), N_("Show the rows with some words alone."), 10),
    ("disagreements.undo", "u", N_("undo"), N_("Take back your last ruling."), 11),
    ("disagreements.back", "escape q", N_("back"), N_("Leave the line, or go back."), 20),
)

_PLACES = (
    N_("first"),
    N_("second"),
    N_("third"),
    N_("fourth"),
    N_("fifth"),
    N_("sixth"),
    N_("seventh"),
    N_("eighth"),
    N_("ninth"),
)

RULE: tuple[Words, ...] = (
    *(
        (f"ruling.position_{digit}", str(digit), title, N_("What the coders with this number gave is what stands."))
        for digit, title in enumerate(_PLACES, 1)
    ),
    ("ruling.union", "+ =", N_("union"), N_("Every code given stands on all that anyone marked.")),
    (
        "ruling.intersection",
        "i minus",
        N_("intersection"),
        N_("Every code given stands where all of them marked."),
    ),
    ("ruling.both", "b", N_("both"), N_("Everything that anyone gave here stands.")),
    ("ruling.neither", "n", N_("neither"), N_("Nothing of this stands.")),
    ("ruling.discuss", "d", N_("discuss"), N_("Put it aside to talk about; it stays open.")),
    ("ruling.majority", "m", N_("majority"), N_("What more than half of those who read it gave is what stands.")),
    ("ruling.next_choice", "tab", N_("try"), N_("See what another ruling would put in the consensus."), 4),
    ("ruling.previous_choice", "shift+tab", N_("try the one before"), N_("The same, the other way round.")),
    ("ruling.accept", "enter", N_("rule so"), N_("Rule as the lit choice says."), 5),
    ("ruling.next", "space right )", N_("next"), N_("Look at the next one without ruling."), 1),
    ("ruling.previous", "backspace left (", N_("previous"), N_("Look at the one before."), 10),
    ("ruling.undo", "u", N_("undo"), N_("Take back your last ruling, be it from an earlier day."), 2),
    ("ruling.redo", "U", N_("redo"), N_("Rule again what was taken back."), 15),
    ("ruling.reason", "r", N_("reason"), N_("Write why, before or after ruling on what is shown."), 3),
    ("ruling.last_reason", "e", N_("reason of the last"), N_("Write why, for what you ruled last."), 8),
    ("ruling.codes", "c", N_("definitions"), N_("What the codes of this passage mean; again to close."), 7),
    ("ruling.note", "a", N_("codebook note"), N_("Make an include or exclude note of the code from a ruling."), 9),
    ("ruling.hide", "h", N_("hide names"), N_("Coders are A, B, C, anew for each passage; or back."), 6),
    ("ruling.filter", "f", N_("filter"), N_("Say in one line what to look at."), 11),
    ("ruling.clear", "F", N_("no filter"), N_("Look at everything again.")),
    ("ruling.kind", "t", N_("kind"), N_("Show one kind alone, the next one, then all again.")),
    ("ruling.which", "w", N_("open or ruled"), N_("Open ones, to discuss, out of date, ruled, or all.")),
    ("ruling.order", "s", N_("order"), N_("In the order of the texts, or the costliest first."), 12),
    ("ruling.agreement", "v", N_("before and after"), N_("Agreement before the rulings and after them."), 13),
    ("ruling.transcript", "o", N_("in the transcript"), N_("Open this passage in its transcript."), 14),
    ("ruling.withdraw", "x", N_("withdraw"), N_("Take the ruling on this passage away, whoever made it."), 16),
    ("ruling.line_down", "down j", N_("down"), N_("Read on below the passage.")),
    ("ruling.line_up", "up k", N_("up"), N_("Read what comes before the passage.")),
    ("ruling.page_down", "pagedown", N_("page down"), N_("Read on by a screen.")),
    ("ruling.page_up", "pageup", N_("page up"), N_("Read what comes before, by a screen.")),
    ("ruling.sides_down", "J shift+down", N_("coders down"), N_("Read on in what the coders gave.")),
    ("ruling.sides_up", "K shift+up", N_("coders up"), N_("Read back in what the coders gave.")),
    ("ruling.list", "l", N_("list"), N_("Show all of these disagreements in a list.")),
    ("ruling.back", "escape q", N_("back"), N_("Close what is open, or go back."), 20),
)

AGREEMENT: tuple[Words, ...] = (
    ("agreement.next_table", "tab", N_("next table"), N_("Before and after, or each coder against the consensus."), 1),
    ("agreement.back", "escape q v", N_("back"), N_("Go back to the disagreements."), 20),
)
