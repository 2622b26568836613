"""The drafting table: paragraphs, tokens, operations, differences, conflicts, consolidation.

Pure, and the lowest storey: it knows nothing of votes, people, clocks or tables, and says no with its own two
exceptions, `TextProblem` (the text is not acceptable) and `Mismatch` (an operation does not fit). A text is a title
and paragraphs with stable ids; an amendment is operations in the coordinates of one base, for ever; the text in force
is `consolidate(base, adopted)`, a function of a set. Numbers, punctuation and the fate of an amendment are computed.
"""

from parliament.texts.apply import apply, check_operations
from parliament.texts.checks import (
    MAX_PARAGRAPH,
    MAX_PARAGRAPHS,
    MAX_TITLE,
    check_text,
    check_words,
    clean,
    clean_paragraph,
)
from parliament.texts.clashes import CLASHES, clashes
from parliament.texts.conflicts import Relation, hard, relation
from parliament.texts.consolidate import Consolidated, consolidate, rebase, restore
from parliament.texts.corrections import CORRECTION, MOST_WORDS, check_correction, correct, derive_correction, undo
from parliament.texts.derive import EditedParagraph, derive
from parliament.texts.differences import Change, Segment, differences
from parliament.texts.division import MOST_PARTS, are_whole, can_be_divided, check_parts, cut, rejoin
from parliament.texts.index import Index, landing_order
from parliament.texts.items import IN_FORCE, OPEN, Cutting, Decision, Division, Fate, Item, State
from parliament.texts.labels import PrintedParagraph, as_printed, labels
from parliament.texts.marked import MarkedParagraph, changes_marked, marked_up
from parliament.texts.operation_json import operations_from_json, operations_to_json
from parliament.texts.operations import (
    Delete,
    Insert,
    Move,
    NewParagraph,
    Op,
    Ops,
    Readdress,
    Replace,
    Splice,
)
from parliament.texts.order import REASONS, Placed, order_is_allowed, propose_order
from parliament.texts.outline import MAX_DEPTH, SECTIONS, TITLE, Place, Section
from parliament.texts.payload import check_sub, derive_sub, payload, revise
from parliament.texts.phrases import N_, Phrase, say
from parliament.texts.problems import Mismatch, TextProblem
from parliament.texts.sentences import TEMPLATES, item_sentences, paragraph_phrases, piece_phrases, sentences
from parliament.texts.sheet import Deleted, Inserted, Line, Moved, Readdressed, Removed
from parliament.texts.soft import SOFT, Soft, SoftKind, soft_conflicts
from parliament.texts.sources import source_of, words_by_source
from parliament.texts.standing import SOURCE, Standing, index_of
from parliament.texts.text import (
    ADDRESSEES,
    Addressee,
    Paragraph,
    Text,
    canonical,
    text_from_json,
    text_hash,
    text_to_json,
)
from parliament.texts.tokens import MAX_TOKENS, Tokens, detokenise, tokenise

__all__ = [
    "ADDRESSEES",
    "CLASHES",
    "CORRECTION",
    "IN_FORCE",
    "MAX_DEPTH",
    "MAX_PARAGRAPH",
    "MAX_PARAGRAPHS",
    "MAX_TITLE",
    "MAX_TOKENS",
    "MOST_PARTS",
    "MOST_WORDS",
    "N_",
    "OPEN",
    "REASONS",
    "SECTIONS",
    "SOFT",
    "SOURCE",
    "TEMPLATES",
    "TITLE",
    "Addressee",
    "Change",
    "Consolidated",
    "Cutting",
    "Decision",
    "Delete",
    "Deleted",
    "Division",
    "EditedParagraph",
    "Fate",
    "Index",
    "Insert",
    "Inserted",
    "Item",
    "Line",
    "MarkedParagraph",
    "Mismatch",
    "Move",
    "Moved",
    "NewParagraph",
    "Op",
    "Ops",
    "Paragraph",
    "Phrase",
    "Place",
    "Placed",
    "PrintedParagraph",
    "Readdress",
    "Readdressed",
    "Relation",
    "Removed",
    "Replace",
    "Section",
    "Segment",
    "Soft",
    "SoftKind",
    "Splice",
    "Standing",
    "State",
    "Text",
    "TextProblem",
    "Tokens",
    "apply",
    "are_whole",
    "as_printed",
    "can_be_divided",
    "canonical",
    "changes_marked",
    "check_correction",
    "check_operations",
    "check_parts",
    "check_sub",
    "check_text",
    "check_words",
    "clashes",
    "clean",
    "clean_paragraph",
    "consolidate",
    "correct",
    "cut",
    "derive",
    "derive_correction",
    "derive_sub",
    "detokenise",
    "differences",
    "hard",
    "index_of",
    "item_sentences",
    "labels",
    "landing_order",
    "marked_up",
    "operations_from_json",
    "operations_to_json",
    "order_is_allowed",
    "paragraph_phrases",
    "payload",
    "piece_phrases",
    "propose_order",
    "rebase",
    "rejoin",
    "relation",
    "restore",
    "revise",
    "say",
    "sentences",
    "soft_conflicts",
    "source_of",
    "text_from_json",
    "text_hash",
    "text_to_json",
    "tokenise",
    "undo",
    "words_by_source",
]
