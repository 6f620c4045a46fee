"""The skeleton to what it means: citations, and later acts, actors, reports, agenda, observances."""

from __future__ import annotations

from operative.record import Record

__all__ = ["understand"]


def understand(record: Record) -> Record:
    """The record with what it means: its citations."""
    return record
