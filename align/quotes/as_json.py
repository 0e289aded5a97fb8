"""Checked quotations for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from align.quotes.types import QuoteMatch


def quotes_json(matches: Sequence[QuoteMatch], links: Sequence[str | None]) -> str:
    """`{"quotes": [{"text", "status", "start", "end", "heard", "changes", "link"}]}`, in the order given.

    Seconds are those of the (first) place, as is `speaker`, which is there where it is known; what was not found has
    null there and in `heard`. `omitted` is there where the quotation marks that it leaves words out, and holds them.
    """
    rows = [
        {
            "text": match.text,
            "status": match.status.value,
            "start": round(match.interval.start, 3) if match.interval else None,
            "end": round(match.interval.end, 3) if match.interval else None,
            "heard": match.heard if match.places else None,
            "changes": [{"op": c.op.value, "quote": c.quote, "heard": c.heard} for c in match.changes],
            "link": link,
            **({"omitted": list(match.omissions)} if match.omissions else {}),
            **({"speaker": match.places[0].speaker} if match.places and match.places[0].speaker else {}),
        }
        for match, link in zip(matches, links, strict=True)
    ]
    return json.dumps({"quotes": rows}, ensure_ascii=False, indent=2)
