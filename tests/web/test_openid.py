"""The office's log-in, against a provider of our own on this machine: who it vouches for comes in, and nobody else."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from litestar.testing import TestClient
from lxml import html as parser

from operative.registry import Registry, RegistryError
from operative.web import application
from operative.web.openid import Office
from operative.web.users import LOOPBACK, Access, Provider
from tests.web.forms import HERE, NAME, PASSWORD, fields, lighthouses

KEY = RSAKey.generate_key(2048, {"kid": "lamp"})
SAY = "/say/A/RES/64/91?place=op2"


class StandIn(ThreadingHTTPServer):
    """A provider that vouches for whom the test names, with claims changed as the test wants."""

    claims: dict[str, Any]
    key = KEY
    asked: dict[str, list[str]]

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    server: StandIn

    def do_GET(self) -> None:
        issuer = self.server.issuer
        found = {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
        }
        self._send(found if "well-known" in self.path else {"keys": [KEY.as_dict(private=False)]})

    def do_POST(self) -> None:
        self.server.asked = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        self.server.asked["authorization"] = [self.headers.get("authorization", "")]
        token = jwt.encode({"alg": "RS256", "kid": "lamp"}, self.server.claims, self.server.key)
        self._send({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def _send(self, what: Any) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def provider() -> Iterator[StandIn]:
    server = StandIn(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return lighthouses(tmp_path / "operative.db")


def visitor(registry: Registry, provider: StandIn, role: Any = None) -> TestClient:
    ours = Provider(provider.issuer, "registry", "a secret of ours", role)
    access = Access(accounts=True, public=True, hosts=LOOPBACK | {NAME}, provider=ours)
    return TestClient(application(registry, access), base_url=HERE, raise_server_exceptions=False)


def depart(client: TestClient, **values: str) -> dict[str, str]:
    """What the provider is asked."""
    form = fields(client.get("/login").text)
    answer = client.post("/login/office", data={**form, **values})
    assert answer.status_code == 200
    (way,) = parser.document_fromstring(answer.text).xpath("//main//a/@href")
    return {name: value[0] for name, value in parse_qs(urlsplit(way).query).items()}


def back(client: TestClient, provider: StandIn, asked: dict[str, str], **changed: Any) -> Any:
    """The answer to who comes back from the provider, which says this of them."""
    claims = {
        "iss": provider.issuer,
        "aud": "registry",
        "sub": "248",
        "exp": int(time.time()) + 60,
        "nonce": asked["nonce"],
        "name": "N. Name",
        "preferred_username": "n.name",
    }
    provider.claims = {name: value for name, value in {**claims, **changed}.items() if value is not None}
    query = {"state": asked["state"], "code": "c0de"}
    return client.get("/login/office/back", params=query, follow_redirects=False)


def test_who_was_given_an_account_comes_in(registry: Registry, provider: StandIn) -> None:
    registry.accounts.add("n.name", "editor")
    with visitor(registry, provider) as client:
        asked = depart(client, next="/sessions")
        assert asked["redirect_uri"] == f"{HERE}/login/office/back"
        answer = back(client, provider, asked)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sessions")
        assert "N. Name" in client.get("/account").text
        verifier = provider.asked["code_verifier"][0].encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        assert challenge == asked["code_challenge"]
        assert provider.asked["authorization"][0].startswith("Basic ")
    assert registry.accounts.user("n.name").role == "editor"
    with visitor(registry, provider) as client:  # the provider's own name for them counts from now on
        assert back(client, provider, depart(client), preferred_username="another").status_code == 303
        assert back(client, provider, depart(client), sub="another").status_code == 403


def test_strangers_come_in_where_that_is_wanted(registry: Registry, provider: StandIn) -> None:
    with visitor(registry, provider) as client:
        refused = back(client, provider, depart(client))
        assert refused.status_code == 403
        assert "no account" in refused.text
    with visitor(registry, provider, "contributor") as client:
        assert back(client, provider, depart(client)).status_code == 303
    assert registry.accounts.user("n.name").role == "contributor"


def test_nobody_takes_an_account_that_has_a_password(registry: Registry, provider: StandIn) -> None:
    registry.accounts.add("n.name", "administrator", password=PASSWORD)
    with visitor(registry, provider, "reader") as client:
        assert back(client, provider, depart(client)).status_code == 403


@pytest.mark.parametrize(
    "changed",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "http://elsewhere.example"},
        {"exp": 1},
        {"nonce": None},
        {"sub": None},
        {"exp": None},
    ],
)
def test_a_word_that_does_not_hold_lets_nobody_in(
    registry: Registry, provider: StandIn, changed: dict[str, Any]
) -> None:
    with visitor(registry, provider, "editor") as client:
        assert back(client, provider, depart(client), **changed).status_code == 403
        assert "session" not in client.cookies
    assert registry.accounts.users() == []


def test_a_token_of_another_signer_lets_nobody_in(registry: Registry, provider: StandIn) -> None:
    provider.key = RSAKey.generate_key(2048, {"kid": "lamp"})  # type: ignore[misc]
    with visitor(registry, provider, "editor") as client:
        assert back(client, provider, depart(client)).status_code == 403


def test_only_the_browser_that_was_sent_comes_back_and_once(registry: Registry, provider: StandIn) -> None:
    with visitor(registry, provider, "editor") as mine, visitor(registry, provider, "editor") as theirs:
        asked = depart(mine)
        depart(theirs)
        assert back(theirs, provider, asked).status_code == 403
        assert back(mine, provider, asked).status_code == 303
        assert back(mine, provider, asked).status_code == 403


def test_what_was_typed_survives_the_way(registry: Registry, provider: StandIn) -> None:
    registry.accounts.add("n.name", "editor")
    with visitor(registry, provider) as client:
        form = fields(client.get(SAY).text)
        waiting = client.post(SAY, data={**form, "comment": "Written with care"})
        assert waiting.status_code == 401
        asked = depart(client, kept=fields(waiting.text)["kept"])
        assert back(client, provider, asked).headers["location"] == SAY
        assert fields(client.get(SAY).text)["comment"] == "Written with care"


def test_a_provider_that_is_not_there_is_told(registry: Registry, provider: StandIn) -> None:
    with visitor(registry, provider, "editor") as client:
        form = fields(client.get("/login").text)
        provider.shutdown()
        provider.server_close()
        answer = client.post("/login/office", data=form)
        assert answer.status_code == 422
        assert "can’t be reached" in parser.document_fromstring(answer.text).text_content()


def test_a_provider_without_https_is_not_trusted(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="https"):
        Office(Provider("http://login.example.org", "registry"), tmp_path)
