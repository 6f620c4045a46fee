"""The desk: workers that stay for documents which come one by one, whatever happened to those before."""

from __future__ import annotations

import io
import os
import signal
import time
import zipfile
from collections.abc import Iterator

import pytest

from operative.batch import Desk, Limits

TEXT = b"The General Assembly,\n\n1. Requests the Secretary-General to report on lamps at its sixty-sixth session.\n"


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk(workers=1, limits=Limits(seconds=3))
    yield desk
    desk.close()


def test_one_worker_reads_one_document_after_another(desk: Desk) -> None:
    pids = set()
    for pause in (3.5, 0.0):
        outcome = desk.read(TEXT, "a.txt")
        assert [record.source for record in outcome.records()] == ["a.txt"]
        pids |= {worker.process.pid for crew in desk._crews for worker in crew.idle}
        time.sleep(pause)  # beyond the limit of seconds, which is that of a document and not of a pause
    assert len(pids) == 1


def test_a_worker_that_ends_while_it_waits_costs_no_document(desk: Desk) -> None:
    desk.read(TEXT, "a.txt")
    for crew in desk._crews:
        for worker in crew.idle:
            os.killpg(worker.process.pid, signal.SIGKILL)
            worker.process.wait()
    assert desk.read(TEXT, "b.txt").failures == ()


def test_what_is_bad_in_an_archive_hides_nothing(desk: Desk) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in (("a.txt", TEXT), ("b.pdf", b"%PDF-1.4 torn"), ("c.txt", TEXT)):
            file.writestr(name, data)
    outcome = desk.read(out.getvalue(), "all.zip")
    assert [record.source for record in outcome.records()] == ["all.zip!a.txt", "all.zip!c.txt"]
    assert [failure.source for failure in outcome.failures] == ["all.zip!b.pdf"]


def test_a_symbol_is_for_texts_without(desk: Desk) -> None:
    (given,) = desk.read(TEXT, "a.txt", symbol="A/RES/65/94").records()
    assert (given.symbol, given.session, given.organ) == ("A/RES/65/94", 65, "General Assembly")
    assert [warning.code for warning in given.warnings] == ["symbol-given"]
    (printed,) = desk.read(b"A/RES/64/91\n\n" + TEXT, "a.txt", symbol="A/RES/65/94").records()
    assert printed.symbol == "A/RES/64/91"
    assert "symbol-given" not in {warning.code for warning in printed.warnings}
