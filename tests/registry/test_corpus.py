"""The corpus: what resolutions are counted by, counts that agree with the lists that they count, orders."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from operative.record import Basis
from operative.registry import Registry
from operative.registry.corpus import LENGTHS, LIKENESSES, PICTURES, By, Counted, Filter
from operative.registry.questions import Filter as OfMandates
from tests.registry.invented import first, resolution, second, third

SIXTH = Basis(committee="Sixth Committee", documents=("A/65/9",))
PLENARY = Basis(documents=("A/64/L.9",))
BIENNIAL = resolution(
    "A/RES/64/97",
    "Urges States to repair their fog signals;",
    "Requests the Secretary-General to submit a report on fog signals to the General Assembly at its sixty-sixth"
    " session;",
    "Decides to include in the provisional agenda of its sixty-sixth session the item entitled “Fog signals”.",
    title="Fog signals",
)
ANNUAL = resolution("A/RES/65/98", "Requests the Secretary-General to report annually on buoys;", title="Buoys")


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    registry = Registry(tmp_path_factory.mktemp("corpus") / "operative.db")
    registry.add_all([replace(first(), basis=PLENARY), replace(second(), basis=SIXTH), third(), BIENNIAL, ANNUAL])
    registry.refresh()
    return registry


@pytest.mark.parametrize(("of", "by"), PICTURES)
def test_what_is_counted_can_be_listed(registry: Registry, of: Counted, by: By) -> None:
    counts = registry.counts(of, by)
    assert counts, "something is counted"
    for one in counts:
        value = int(one.key) if by in ("words", "likeness") else one.key
        if of == "resolutions":
            listed = len(registry.corpus(Filter(session=one.session, **{by: value})))  # type: ignore[arg-type]
        else:
            chosen = {"force": int(one.key), "strongest": int(one.key)} if by == "force" else {by: value}
            asked = OfMandates(session=one.session, reports=of == "reports", **chosen)  # type: ignore[arg-type]
            listed = len(registry.mandates_of(asked))
            assert listed == registry.count_mandates(asked)
        assert listed == one.number, one


def test_every_report_request_is_counted_once(registry: Registry) -> None:
    assert sum(one.number for one in registry.counts("reports", "cycle")) == registry.status()["report requests"]
    of_known_basis = sum(one.reports for one in registry.corpus() if one.basis)
    assert sum(one.number for one in registry.counts("reports", "basis")) == of_known_basis


def test_a_resolution_is_known_by_its_basis_cycle_and_likeness(registry: Registry) -> None:
    found = {one.symbol: one for one in registry.corpus()}
    bases = {symbol: one.basis for symbol, one in found.items()}
    assert bases["A/RES/64/91"] == "plenary"
    assert bases["A/RES/65/92"] == "Sixth Committee"
    assert bases["A/RES/66/93"] is None, "a text that says nothing of its basis is not said to come from the plenary"
    cycles = {symbol: one.cycle for symbol, one in found.items()}
    assert cycles["A/RES/64/91"] == "annual"
    assert cycles["A/RES/64/97"] == "biennial"
    assert cycles["A/RES/66/93"] == "unstated"
    assert found["A/RES/64/91"].likeness is None, "it has no predecessor"
    assert 0 < (found["A/RES/65/92"].likeness or 0) < 100
    assert (found["A/RES/64/91"].mandates, found["A/RES/64/91"].reports) == (2, 2)


def test_how_often_a_report_comes_back_is_as_said_or_by_its_session(registry: Registry) -> None:
    by_cycle = {
        cycle: {one.symbol for one in registry.mandates_of(OfMandates(reports=True, cycle=cycle))}
        for cycle in ("annual", "biennial", "triennial")
    }
    assert by_cycle["annual"] == {"A/RES/64/91", "A/RES/65/92", "A/RES/65/98"}
    assert by_cycle["biennial"] == {"A/RES/64/97"}
    assert by_cycle["triennial"] == set()


def test_orders_put_what_is_missing_last(registry: Registry) -> None:
    words = [one.words for one in registry.corpus(order="-words")]
    assert words == sorted(words, key=lambda count: -(count or 0))
    for order in ("likeness", "-likeness"):
        shares = [one.likeness for one in registry.corpus(order=order)]
        assert shares[-1] is None
        assert shares[0] is not None
    falling = [one.due for one in registry.mandates_of(OfMandates(), order="-due")]
    assert falling[-1] is None
    assert falling[0] == "session 66"
    forces = [one.force for one in registry.mandates_of(OfMandates(), order="force")]
    assert forces == sorted(forces)


def test_classes_have_their_borders_where_they_say(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "operative.db")
    for number, words in enumerate((LENGTHS[1] - 1, LENGTHS[1]), 1):
        registry.add(resolution(f"A/RES/64/{number}", "Decides " + "lamp " * (words - 1)))
    found = {one.symbol: one.words for one in registry.corpus(Filter(words=LENGTHS[1]))}
    assert found == {"A/RES/64/2": LENGTHS[1]}
    assert [one.symbol for one in registry.corpus(Filter(words=0))] == ["A/RES/64/1"]
    assert registry.corpus(Filter(likeness=LIKENESSES[0])) == [], "none has a predecessor"
