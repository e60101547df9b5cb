"""A number that tells whether two states of a study hold the same."""

import hashlib

from workbench.store.reader import Reader

#: Everything that a report can depend on, by identity and never by row number; texts stand in by their own hash.
_PARTS = (
    "SELECT t.uuid, t.name, r.text_hash FROM transcripts t JOIN revisions r ON r.transcript_id = t.id"
    " AND r.number = t.revision WHERE t.deleted_at IS NULL ORDER BY t.uuid",
    "SELECT s.uuid, s.label, s.role, p.uuid FROM speakers s LEFT JOIN participants p ON p.id = s.participant_id"
    " ORDER BY s.uuid",
    "SELECT uuid, pseudonym, position FROM participants WHERE deleted_at IS NULL ORDER BY uuid",
    "SELECT a.name, p.uuid, v.knowledge, v.text_value, v.low, v.high FROM attribute_values v"
    " JOIN attributes a ON a.id = v.attribute_id JOIN participants p ON p.id = v.participant_id"
    " WHERE p.deleted_at IS NULL ORDER BY a.name, p.uuid",
    "SELECT c.uuid, p.uuid, c.position, c.short, c.label_fr, c.label_en, c.definition, c.include_when, c.exclude_when,"
    " c.codable, c.takes_stance, c.exclusive FROM codes c LEFT JOIN codes p ON p.id = c.parent_id"
    " WHERE c.deleted_at IS NULL ORDER BY c.uuid",
    "SELECT q.uuid, q.position, q.name, q.text, c.uuid FROM questions q"
    " LEFT JOIN question_codes k ON k.question_id = q.id LEFT JOIN codes c ON c.id = k.code_id ORDER BY q.uuid, c.uuid",
    "SELECT t.uuid, l.turn_number, q.uuid, l.follow_up FROM turn_questions l"
    " JOIN transcripts t ON t.id = l.transcript_id JOIN questions q ON q.id = l.question_id"
    " ORDER BY t.uuid, l.turn_number, q.uuid",
    "SELECT t.uuid, k.turn_number FROM turn_checks k JOIN transcripts t ON t.id = k.transcript_id"
    " ORDER BY t.uuid, k.turn_number",
    'SELECT c.uuid, t.uuid, o.uuid, d.uuid, c.start, c."end", c.strength, c.stance, c.origin FROM codings c'
    " JOIN transcripts t ON t.id = c.transcript_id JOIN coders o ON o.id = c.coder_id JOIN codes d ON d.id = c.code_id"
    " ORDER BY c.uuid",
    "SELECT o.uuid, t.uuid, s.state FROM coder_states s JOIN coders o ON o.id = s.coder_id"
    " JOIN transcripts t ON t.id = s.transcript_id ORDER BY o.uuid, t.uuid",
    "SELECT p.uuid, c.uuid, o.place FROM participant_orders o JOIN participants p ON p.id = o.participant_id"
    " JOIN codes c ON c.id = o.code_id ORDER BY p.uuid, c.uuid",
    "SELECT p.uuid, r.status, r.reason, r.approached_on, r.answered_on FROM recruitment r"
    " JOIN participants p ON p.id = r.participant_id ORDER BY p.uuid",
    "SELECT s.uuid, s.body, k.label FROM summaries s LEFT JOIN categories k ON k.id = s.category_id ORDER BY s.uuid",
    'SELECT s.uuid, t.uuid, p.start, p."end", p.position FROM summary_passages p'
    " JOIN summaries s ON s.id = p.summary_id JOIN transcripts t ON t.id = p.transcript_id"
    " ORDER BY s.uuid, p.position, p.id",
    "SELECT q.uuid, c.label, c.position FROM categories c JOIN questions q ON q.id = c.question_id ORDER BY c.uuid",
    'SELECT c.uuid, t.uuid, q.start, q."end", q.position, q.cuts FROM picked_quotations q'
    " JOIN codes c ON c.id = q.code_id JOIN transcripts t ON t.id = q.transcript_id ORDER BY q.uuid",
    "SELECT language, phrase, measure, least, most FROM quantity_words ORDER BY language, phrase",
    "SELECT name, value FROM preferences ORDER BY name",
)


def content_hash(reader: Reader) -> str:
    """SHA-256, in hexadecimal, over everything that reports can depend on; undoing brings the old value back."""
    digest = hashlib.sha256()
    for query in _PARTS:
        digest.update(repr(reader.rows(query)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
