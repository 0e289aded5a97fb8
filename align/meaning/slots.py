"""What a claim says piece by piece: its names, its amounts, and the words in between that carry its meaning."""

from __future__ import annotations

from align.language import language, language_of, tokenise
from align.language.gazetteer import names_in
from align.quantities import quantities


def slots(claim: str) -> tuple[str, ...]:
    """The pieces in the order of the claim, each in its own words. A claim of stopwords alone is one piece."""
    spoken = language(language_of(claim))
    tokens = tokenise(claim)
    spans = [(found.start, found.end) for found in quantities(claim, spoken.code)]
    spans += [(tokens[name.first].start, tokens[name.last].end) for name in names_in(tokens, spoken.code)]
    spans += [
        (token.start, token.end)
        for token in tokens
        if spoken.is_negator(token.text) or not spoken.is_stopword(token.text)
    ]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(claim[start:end] for start, end in kept) or (claim,)
