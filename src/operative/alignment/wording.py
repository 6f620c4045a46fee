"""Which words of a paragraph stay, and which are replaced, inserted, deleted, or only brought up to date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from operative.alignment.comparison import Run, Update, WordChange
from operative.alignment.tokens import Token
from operative.languages import load
from operative.meaning.words import words

_STOPS = ".;,:。；，：؛،۔ "
ORDER: tuple[Update, ...] = ("session", "date", "symbol", "number", "connective")


class _Piece(NamedTuple):
    """Old and new tokens that stay or change together; `updates` are what they bring up to date, if no more."""

    stays: bool
    old: Sequence[Token]
    new: Sequence[Token]
    updates: frozenset[Update] = frozenset()


def runs(old: Sequence[Token], new: Sequence[Token], code: str) -> tuple[tuple[Run, ...], tuple[Update, ...]]:
    """The runs of two texts in the language of a code, and in what kinds of words the updated ones differ.

    The longest stretches that stay are kept together, and scraps between changes are changed with them.
    """
    cut = list(_pieces(old, new))
    judged = [_judged(piece, piece is cut[-1], code) for piece in cut]
    pieces = _joined([_linking(judged, at, code) for at in range(len(judged))])
    updates = frozenset[Update]().union(*(piece.updates for piece in pieces))
    return tuple(_spelled(pieces)), tuple(update for update in ORDER if update in updates)


def _pieces(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Piece]:
    """The texts cut where words begin or cease to be the same."""
    keys_old, keys_new = ([token.key for token in side] for side in (old, new))
    at_old = at_new = 0
    # The last block is empty and stands at the end.
    for block in SequenceMatcher(None, keys_old, keys_new, autojunk=False).get_matching_blocks():
        if block.a > at_old or block.b > at_new:
            yield _Piece(False, old[at_old : block.a], new[at_new : block.b])
        if block.size:
            yield _Piece(True, old[block.a : block.a + block.size], new[block.b : block.b + block.size])
        at_old, at_new = block.a + block.size, block.b + block.size


def _judged(piece: _Piece, is_last: bool, code: str) -> _Piece:
    """The piece with what it brings up to date, where that is all it does."""
    if piece.stays:
        return piece
    texts = [_text(side) for side in (piece.old, piece.new) if side]
    ends = is_last and all(words(code).link.match(text.rstrip(_STOPS)) for text in texts)  # ";" is "; and" or "."
    if ends or all(load(code).connective.match(text) for text in texts):
        return piece._replace(updates=frozenset({"connective"}))
    figures = [{(token.figure, token.key) for token in side if token.figure} for side in (piece.old, piece.new)]
    changed = frozenset(figure for figure, _ in figures[0] ^ figures[1] if figure)
    linked = all(_is_link(gap, code) for side in (piece.old, piece.new) for gap in _gaps(side))
    return piece._replace(updates=changed) if linked else piece


def _linking(pieces: Sequence[_Piece], at: int, code: str) -> _Piece:
    """The piece, as an update if it only links figures otherwise: "and" before the last of a list, which grew."""
    piece = pieces[at]
    if piece.stays or piece.updates or not all(words(code).link.match(_text(side)) for side in (piece.old, piece.new)):
        return piece
    beside = [*pieces[at - 1].old[-1:], *pieces[at - 1].new[-1:]] if at else []
    beside += [token for after in pieces[at + 1 : at + 2] for side in (after.old, after.new) for token in side[:1]]
    return piece._replace(updates=frozenset(token.figure for token in beside if token.figure))


def _gaps(tokens: Sequence[Token]) -> Iterator[str]:
    """What stands between figures."""
    gap = ""
    for token in tokens:
        if token.figure is None:
            gap += token.text
        elif gap:
            yield gap
            gap = ""
    if gap:
        yield gap


def _is_link(gap: str, code: str) -> bool:
    known = words(code)
    return bool(known.link.match(gap) or known.date_lead.fullmatch(f"{gap.strip()} ") or known.trailing.fullmatch(gap))


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without scraps: words that stay by chance between longer changes are read as changed with them."""
    at = 1
    while at < len(pieces) - 1:
        before, scrap, after = pieces[at - 1 : at + 2]
        if scrap.stays and _is_scrap(before, scrap, after):
            old, new = ([*a, *b, *c] for a, b, c in zip(before[1:3], scrap[1:3], after[1:3], strict=True))
            pieces[at - 1 : at + 2] = [_Piece(False, old, new)]
            at = max(1, at - 2)
        else:
            at += 1
    return pieces


def _is_scrap(before: _Piece, scrap: _Piece, after: _Piece) -> bool:
    """Whether what stays is no longer than the changes on both its sides, neither of which is an update."""
    kept = _length(scrap.old)
    return not (before.updates or after.updates) and all(
        kept <= max(_length(change.old), _length(change.new)) for change in (before, after)
    )


def _length(tokens: Sequence[Token]) -> int:
    return sum(token.is_word for token in tokens)


def _spelled(pieces: Sequence[_Piece]) -> Iterator[Run]:
    """The runs of the pieces. Blanks at the end of words that stay belong to the change after them if only one side
    has them; blanks at the end of a change belong to the words after it if both sides have them.
    """
    left_old = left_new = ""
    for piece in pieces:
        old, new = left_old + _text(piece.old), left_new + _text(piece.new)
        left_old, left_new = _blanks(old), _blanks(new)
        if piece is pieces[-1] or (left_old == left_new) == piece.stays:
            left_old = left_new = ""
        old, new = old.removesuffix(left_old), new.removesuffix(left_new)
        if old or new:
            yield Run(change=_change(piece, old, new), old=old, new=new)


def _blanks(text: str) -> str:
    return text[len(text.rstrip()) :]


def _change(piece: _Piece, old: str, new: str) -> WordChange:
    if piece.stays:
        return "same"
    if piece.updates:
        return "updated"
    return "replaced" if old and new else "deleted" if old else "inserted"


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)
