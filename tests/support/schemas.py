"""JSON schemas, held more tightly than they are published."""

from __future__ import annotations

from typing import Any


def strict(schema: Any) -> Any:
    """The schema with no field allowed that it does not name."""
    if isinstance(schema, dict):
        closed = {"additionalProperties": False} if "properties" in schema else {}
        return {key: strict(value) for key, value in schema.items()} | closed
    return [strict(item) for item in schema] if isinstance(schema, list) else schema
