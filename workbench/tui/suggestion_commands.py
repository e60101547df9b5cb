"""The commands of the suggestion queue and of suggestions in the margin: what ``commands.Command`` is made of."""

from transcripts.i18n import N_

Words = tuple[str, str, str, str] | tuple[str, str, str, str, int]

MARGIN: tuple[Words, ...] = (
    ("coding.suggest", "s", N_("suggest"), N_("Suggestions for the code at hand; the first time asks for them."), 21),
    ("coding.suggest_all", "S", N_("all suggestions"), N_("Suggestions over all codes that you asked for."), 22),
    ("coding.accept_suggestion", "a", N_("accept"), N_("Accept the suggestion under the cursor.")),
    ("coding.reject_suggestion", "r", N_("reject"), N_("Reject the suggestion under the cursor.")),
    ("coding.next_suggestion", ";", N_("next suggestion"), N_("Go to the next suggestion in this transcript.")),
    ("coding.previous_suggestion", ":", N_("previous suggestion"), N_("Go to the suggestion before.")),
)

BOOK: tuple[Words, ...] = (
    ("book.suggest", "s", N_("suggest"), N_("Suggestions for this code; the first time asks for them."), 5),
)

QUEUE: tuple[Words, ...] = (
    ("suggestions.accept", "a", N_("accept"), N_("Accept what is shown: the code is put on the marked words."), 1),
    ("suggestions.reject", "r", N_("reject"), N_("Reject this passage for this code; it is not offered again."), 2),
    ("suggestions.skip", "space", N_("not now"), N_("Leave it undecided and go on; nothing is learned from it."), 3),
    ("suggestions.change", "e", N_("edit"), N_("Move the edges, or take another code, then accept."), 4),
    ("suggestions.take_back", "backspace u", N_("take back"), N_("Take your last decision here back."), 5),
    ("suggestions.details", "d enter", N_("why"), N_("All reasons, and what speaks against; again to close."), 6),
    ("suggestions.unit", "t", N_("sentence/turn"), N_("Propose the whole turn, or the sentences again."), 7),
    ("suggestions.weigh", "w", N_("weight/stance"), N_("Set strength or stance of what you accepted last."), 8),
    ("suggestions.memo", "m", N_("memo"), N_("Write a memo on what you accepted last."), 9),
    ("suggestions.open", "g", N_("in the transcript"), N_("Go to this passage in its transcript."), 10),
    ("suggestions.order", "o", N_("order"), N_("Surest first, or the most uncertain first."), 11),
    ("suggestions.next_code", ") N S", N_("next code"), N_("Go to the next code that you asked for."), 12),
    ("suggestions.other_code", "c", N_("other code"), N_("Accept the passage with another code."), 13),
    ("suggestions.previous_code", "(", N_("previous code"), N_("Go to the code before.")),
    ("suggestions.next", "J", N_("next"), N_("Look at the next suggestion without deciding.")),
    ("suggestions.previous", "K", N_("previous"), N_("Look at the suggestion before.")),
    ("suggestions.line_down", "down j", N_("down"), N_("Read on below the passage.")),
    ("suggestions.line_up", "up k", N_("up"), N_("Read what comes before the passage.")),
    ("suggestions.page_down", "pagedown", N_("page down"), N_("Read on by a screen.")),
    ("suggestions.page_up", "pageup", N_("page up"), N_("Read what comes before, by a screen.")),
    ("suggestions.off", "x", N_("switch off"), N_("No suggestions for this code any more, until you ask again.")),
    ("suggestions.stop", "i", N_("stop or go on"), N_("Stop the reading of segments, or go on with it.")),
    ("suggestions.back", "escape q", N_("back"), N_("Go back to the coding screen; reading goes on."), 20),
)

CHANGE: tuple[Words, ...] = (
    ("changing.next_word", "right l", N_("a word on"), N_("Move this end by a word."), 1),
    ("changing.previous_word", "left h", N_("a word back"), N_("Move this end back by a word."), 2),
    ("changing.next_sentence", "down j", N_("a sentence on"), N_("Move this end by a sentence."), 3),
    ("changing.previous_sentence", "up k", N_("a sentence back"), N_("Move this end back by a sentence."), 4),
    ("changing.swap_ends", "o", N_("other end"), N_("Move the start instead of the end, and back."), 5),
    ("changing.unit", "t", N_("sentence/turn"), N_("Take the whole turn, or the sentences again."), 6),
    ("changing.code", "c", N_("other code"), N_("Take another code."), 7),
    ("changing.accept", "enter a", N_("accept"), N_("Accept it as it is now."), 8),
    ("changing.leave", "escape e", N_("leave"), N_("Leave it as it was proposed."), 9),
)
