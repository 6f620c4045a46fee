"""Logging in with the office's own accounts: OpenID Connect, by the authorization code flow with PKCE.

The provider's word counts only where the browser that comes back is the one that was sent (state, in a cookie), for the
code that was asked for (PKCE), in a token that the provider signed for us, now (its keys, issuer, audience, nonce).
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, urlencode, urlsplit

import msgspec
import urllib3
from anyio import to_thread
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from litestar import Request, Response, get
from litestar.datastructures import Cookie
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from operative.registry import RegistryError
from operative.web import entering, writing
from operative.web.answering import Asked, Page
from operative.web.entering import KEPT
from operative.web.shelf import Shelf
from operative.web.speech import mistake
from operative.web.users import LOOPBACK, Provider
from operative.web.writing import Done

BACK = "/login/office/back"  # where the provider sends the browser
STATE = "office"  # the cookie of a browser that was sent there
PATIENCE = 600.0  # seconds that somebody may take to log in there
MOST_WAITING = 1000
LARGEST = 1_000_000  # bytes of what the provider says
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


class Sent(msgspec.Struct, frozen=True):
    """Somebody who was sent to the provider: what the answer must fit, where they go on, and a form that waits."""

    nonce: str
    verifier: str
    back: str
    following: str
    kept: str


class Metadata(msgspec.Struct, frozen=True):
    """What a provider says of itself (OpenID Connect Discovery 1.0)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class Office:
    """A provider as we speak with it, and those who were sent there and have not come back."""

    def __init__(self, provider: Provider, folder: Path) -> None:
        """`provider` is who it is; who was sent there waits in a folder.

        Raises RegistryError where what is said to the provider could be read on the way.
        """
        address = urlsplit(provider.issuer)
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOOPBACK):
            raise RegistryError(f"{provider.issuer} is no provider to be trusted", "give an address with https://")
        self.provider = provider
        self._pool = urllib3.PoolManager(timeout=10.0, retries=False)
        self._waiting = Shelf(folder, PATIENCE)

    # --- there --------------------------------------------------------------------------------------------------------

    def send(self, asked: Asked, host: str) -> tuple[str, str]:
        """The address at which the provider asks who it is, and the state that comes back from there."""
        scheme = "https" if asked.secure else "http"
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        back = f"{scheme}://{host}{BACK}"
        following, kept = asked.values.get("next", "/"), asked.values.get(KEPT, "")
        if self._waiting.count() >= MOST_WAITING:
            raise mistake("login_many")
        self._waiting.put(state, msgspec.msgpack.encode(Sent(nonce, verifier, back, following, kept)))
        challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = {
            "response_type": "code",
            "client_id": self.provider.client,
            "redirect_uri": back,
            "scope": "openid profile email",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        endpoint = self._metadata().authorization_endpoint
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}", state

    # --- and back -----------------------------------------------------------------------------------------------------

    def welcome(self, asked: Asked, state: str | None) -> Done:
        """Logs in who came back. Raises RegistryError where that doesn't hold, or they have no account."""
        given = asked.query.get("state", "")
        waited = self._waiting.take(given) if state is not None and given == state else None
        if waited is None:
            raise mistake("login_late")
        sent = msgspec.msgpack.decode(waited, type=Sent)
        code = asked.query.get("code")
        if code is None:
            raise mistake("login_incomplete")
        claims = self._claims(code, sent)
        name = str(claims.get("preferred_username") or (claims.get("email_verified") and claims.get("email")) or "")
        user = asked.registry.accounts.vouched(
            self.provider.issuer,
            str(claims["sub"])[:255],
            name or str(claims["sub"]),
            str(claims.get("name") or ""),
            self.provider.role,
        )
        return entering.entered(asked, user.login, sent.following, sent.kept)

    def _claims(self, code: str, sent: Sent) -> dict[str, Any]:
        """What the provider says of who logged in, checked (OpenID Connect Core 1.0, 3.1.3.7)."""
        found = self._metadata()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": sent.back,
            "client_id": self.provider.client,
            "code_verifier": sent.verifier,
        }
        login = f"{quote(self.provider.client, safe='')}:{quote(self.provider.secret, safe='')}"
        headers = urllib3.make_headers(basic_auth=login) if self.provider.secret else {}
        answer = self._asked("POST", found.token_endpoint, fields=form, encode_multipart=False, headers=headers)
        claims = jwt.JWTClaimsRegistry(
            leeway=60,
            iss={"essential": True, "value": found.issuer},
            aud={"essential": True, "value": self.provider.client},
            sub={"essential": True},
            exp={"essential": True},
            nonce={"essential": True, "value": sent.nonce},
        )
        try:
            keys = KeySet.import_key_set(cast(KeySetSerialization, self._asked("GET", found.jwks_uri)))
            token = jwt.decode(str(answer.get("id_token", "")), keys, algorithms=ALGORITHMS)
            claims.validate(token.claims)
        except (JoseError, ValueError) as error:
            raise mistake("login_doubtful") from error
        return token.claims

    def _metadata(self) -> Metadata:
        said = self._asked("GET", f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        try:
            found = msgspec.convert(said, Metadata)
        except msgspec.ValidationError as error:
            what = f"{self.provider.issuer} is no OpenID provider ({error})"
            raise RegistryError(what, "check --openid", "login_unreached") from error
        if found.issuer.rstrip("/") != self.provider.issuer.rstrip("/"):
            what = f"{self.provider.issuer} calls itself {found.issuer}"
            raise RegistryError(what, "give that name with --openid", "login_unreached")
        return found

    def _asked(self, method: str, url: str, **how: Any) -> dict[str, Any]:
        """What the provider answers. Raises RegistryError where it doesn't, or says that something is wrong."""
        try:
            answer = self._pool.request(method, url, preload_content=False, **how)
            body = answer.read(LARGEST)
            answer.release_conn()
            found = msgspec.json.decode(body, type=dict[str, Any])
        except (urllib3.exceptions.HTTPError, msgspec.DecodeError) as error:
            raise mistake("login_unreached") from error
        if answer.status != 200:
            raise mistake("login_refused", reason=found.get("error", answer.status))
        return found


def handlers(provider: Provider | None, folder: Path) -> list[HTTPRouteHandler]:
    """The way to the office's log-in, and back."""
    if provider is None:
        return []
    office = Office(provider, folder)

    def depart(sent: Asked) -> Done:
        address, state = office.send(sent, sent.host)
        # A page in between: a form may lead to nowhere else (form-action), a page may.
        page = Page(template="departing.html", title=sent.words("users.log_in"), data={}, context={"address": address})
        return Done(address, (writing.cookie(STATE, state, secure=sent.secure, seconds=round(PATIENCE)),), page)

    @get(BACK, include_in_schema=False, opt={"packed": True, "entrance": True})
    async def back(request: Request[Any, Any, Any]) -> Response[bytes]:
        return await to_thread.run_sync(returned, request)

    def returned(request: Request[Any, Any, Any]) -> Response[bytes]:
        asked = writing.question(request)
        try:
            done = office.welcome(asked, request.cookies.get(STATE))
        except RegistryError as error:
            wrong = replace(asked, problem=error)
            return writing.answer(request, replace(entering.login(wrong), status=403), wrong)
        gone = Cookie(key=STATE, value="", max_age=0)
        return Response(b"", status_code=303, headers={"Location": done.address}, cookies=[gone, *done.cookies])

    return [*writing.form("/login/office", entering.login, depart, right=None), back]
