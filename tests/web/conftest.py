"""A registry of invented resolutions, and a client that asks its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from litestar.testing import TestClient

import operative
from operative.registry import Registry
from operative.web import application
from tests.registry import invented
from tests.specimens import specimens
from tests.specimens.forms import FORMS


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """Three resolutions on lighthouses, and the specimens in all their languages."""
    registry = Registry(tmp_path_factory.mktemp("web") / "operative.db")
    registry.add_all([invented.first(), invented.second(), invented.third()])
    texts = [FORMS["akn"].write(version) for specimen in specimens() for version in specimen.versions()]
    registry.add_all(record for text in texts if (record := operative.read(text)).symbol and record.language)
    registry.refresh()
    return registry


@pytest.fixture(scope="session")
def client(registry: Registry) -> Iterator[TestClient]:
    with TestClient(application(registry), raise_server_exceptions=False) as client:
        yield client
