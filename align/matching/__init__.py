"""Finding where a claim was said: soft word overlap, weighted by rarity, over the whole transcript."""

from align.matching.retrieval import Passage, Retrieval, WordLink, fits, retrieve
from align.matching.statements import Clause, Layout, Statement
from align.matching.terms import MERELY_RELATED, Term
from align.matching.transcript_index import IndexedQuantity, TokenSimilarity, TranscriptIndex

__all__ = [
    "MERELY_RELATED",
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
    "retrieve",
]
