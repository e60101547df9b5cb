"""The transcript on the screen: wrapped text, who speaks, what is coded, and a selection that is always something.

What a screen does with it::

    view = TranscriptView(id="transcript")            # focusable; has no key bindings of its own
    view.show(ShownDocument(text, turns, sentences), offset=0)    # a new document; forgets marks and hits
    view.set_marks(marks)                             # all at once; Mark(uuid, start, end, short, colour, kind)
    view.add_mark(mark); view.remove_mark(uuid); view.change_mark(mark)    # one at a time: repaints its lines only
    view.set_current(uuid | None)                     # the current coding: full stripe, name reversed, text underlined
    view.marks_at(span | None) -> list[Mark]          # overlapping ``span`` (default: the selection), by start
    view.set_hits(spans)                              # search hits; () takes them away

    view.move(Unit.SENTENCE, +1) -> bool              # False where there was nowhere to go
    view.extend(Unit.WORD, -1) -> bool                # moves the free end of the selection
    view.swap_ends()                                  # the other end is free now (``o``)
    view.collapse()                                   # back to the sentence under the cursor
    view.select(span)                                 # exactly this, scrolled into sight
    view.go_to(offset)                                # the sentence there

    view.begin_edges(span)                            # edit boundaries: selection = span, its end moves
    view.move_edge(Unit.WORD, +1) -> bool             # never past the other end; ``swap_ends()`` takes the other one
    view.end_edges() -> Span                          # what the edges are now; the selection stays on it

    view.selection -> Span | None                     # None only in an empty document
    view.selected_text -> str
    view.cursor -> int                                # a character offset
    view.extended -> bool                             # whether the selection is more or less than the cursor's sentence
    view.editing_edges -> bool
    view.document -> ShownDocument

Units: ``WORD SENTENCE TURN QUESTION`` step by ±n; ``PAGE`` by screens; ``DOCUMENT`` goes to the start (-1) or end (+1);
``UNCODED`` to the next (or previous) stretch of a participant's turn without a coding. ``extend`` and ``move_edge``
take ``CHARACTER WORD SENTENCE TURN``.

Messages (handlers ``on_transcript_view_selection_changed`` …), both dataclasses with ``control``:

- ``TranscriptView.SelectionChanged(view, selection, cursor)`` after every change of either.
- ``TranscriptView.MarkClicked(view, uuid)`` when a stripe or name in the margin is clicked.

Mouse: a click selects the sentence, a drag whole words, a double click one word, a shift-click extends; the wheel
scrolls without moving the cursor.
"""
