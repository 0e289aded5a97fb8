from .host import QUESTION_MARKS
from .retrieval import Passage, Retrieval, WordLink, fits, retrieve
from .statements import Clause, Layout, Statement
from .terms import MERELY_RELATED, Term, heard_expressions, heard_phrases, word_row
from .transcript_index import IndexedQuantity, TokenSimilarity, TranscriptIndex

__all__ = [
    "MERELY_RELATED",
    "QUESTION_MARKS",
    "Clause",
    "IndexedQuantity",
    "Layout",
    "Passage",
    "Retrieval",
    "Statement",
    "Term",
    "TokenSimilarity",
    "TranscriptIndex",
    "WordLink",
    "fits",
    "heard_expressions",
    "heard_phrases",
    "retrieve",
    "word_row",
]
