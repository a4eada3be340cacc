"""Asking an OpenAI-compatible endpoint: one request, within bounds, with clear errors."""

from __future__ import annotations

import ipaddress
import json
import os
from dataclasses import dataclass
from importlib.util import find_spec
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import SplitResult, urlsplit

from geo.errors import ReaderError, UnreachableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

__all__ = ["KEY_VARIABLE", "Endpoint", "parse_json"]

KEY_VARIABLE = "BORDERATLAS_API_KEY"
"""The environment variable that holds the key; there is no option for it, on purpose."""
MAX_ANSWER_BYTES = 2_000_000
TIMEOUT_SECONDS = 120.0
_CONNECT_SECONDS = 20.0
_TOLD = 200  # characters of an endpoint's own message that are passed on
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",  # a compressed answer could be far larger than it looks
    "Content-Type": "application/json",
}
_WHAT_TO_DO = {
    401: f"Put a key that it takes into ${KEY_VARIABLE}.",
    403: f"Put a key that may use this model into ${KEY_VARIABLE}.",
    404: "Check --base-url (it mostly ends in /v1) and --model.",
    413: "The article is too long for it: split the article.",
    429: "It asks to slow down: use fewer --jobs, or try again later.",
}

_NOT_LET_IN = frozenset((401, 403, 404, 405))
"""What an endpoint says to every request alike: a wrong key, model or address."""

_reached: set[str] = set()
"""Addresses that let this process in before: one that is gone since fails single articles."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that answers chat completions; it never holds the key.

    ``timeout`` is the number of seconds within which the whole answer must be there.

    Raises
    ------
    UsageError
        The address is none that can be asked, or the extra ``openai`` is not installed.
    """

    base_url: str
    model: str
    timeout: float = TIMEOUT_SECONDS

    def __post_init__(self) -> None:
        _parsed(self.base_url)
        if not self.model.strip():
            msg = "The reader 'openai' needs the name of a model: --model NAME."
            raise UsageError(msg)
        if not 0 < self.timeout <= 3600:
            msg = f"{self.timeout:g} seconds is no time limit; expected more than 0, at most 3600."
            raise UsageError(msg)
        if find_spec("httpx") is None or find_spec("jsonschema") is None:
            msg = "Asking a model needs more packages: pip install 'borderatlas[openai]'"
            raise UsageError(msg)

    @property
    def host(self) -> str:
        """The host that is asked, with its port if one is given."""
        parts = _parsed(self.base_url)
        name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
        return f"{name}:{parts.port}" if parts.port else name

    def ask(self, messages: list[dict[str, str]], schema: Mapping[str, Any]) -> str:
        """Return the text that the model answers to a conversation.

        A server that knows no answer schemas is asked once more without one: the answer is
        checked here in any case.

        Raises
        ------
        ReaderError
            The endpoint refuses, is too slow, or sends what is no answer; UnreachableError where
            it cannot be reached or lets nobody in (a wrong key, model or address), and did not
            let this process in before.
        """
        request: dict[str, Any] = {"model": self.model, "messages": messages}
        shaped = {"name": "facts", "strict": True, "schema": schema}
        strict = {
            "temperature": 0,
            "response_format": {"type": "json_schema", "json_schema": shaped},
        }
        status, body = self._post(request | strict)
        if status in (400, 422):
            status, body = self._post(request)
        if status != 200:
            self._refused(status, body)
        return self._content(parse_json(body, self.host))

    def _post(self, request: Mapping[str, Any]) -> tuple[int, bytes]:
        import httpx

        deadline = monotonic() + self.timeout
        headers = _HEADERS | self._key_header()
        content = json.dumps(request).encode("ascii")  # so that any text at all can be sent
        address = self.base_url.rstrip("/") + "/chat/completions"
        limits = httpx.Timeout(self.timeout, connect=min(self.timeout, _CONNECT_SECONDS))
        try:
            with (
                httpx.Client(timeout=limits, follow_redirects=False) as client,
                client.stream("POST", address, content=content, headers=headers) as response,
            ):
                status = response.status_code
                if not (300 <= status < 400 or status in _NOT_LET_IN):
                    _reached.add(self.base_url)
                return status, self._body(response, deadline)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            hint = "Check --base-url, and that the server runs."
            self._fail("cannot be reached.", hint, self._kind_of_failure())
        except httpx.TimeoutException:
            self._too_slow()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._fail(f"broke off ({type(error).__name__}).", "Try again.")

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        """Read an answer as long as it is small enough and in time."""
        if response.headers.get("Content-Encoding", "identity") != "identity":
            self._fail("sends a compressed answer, which was not asked for.", "Ask another server.")
        body = bytearray()
        for piece in response.iter_raw():
            body += piece
            if len(body) > MAX_ANSWER_BYTES:
                what = f"sends more than {MAX_ANSWER_BYTES:,} bytes."
                self._fail(what, "Check --base-url, or ask another model.")
            if monotonic() > deadline:
                self._too_slow()
        return bytes(body)

    def _key_header(self) -> dict[str, str]:
        key = os.environ.get(KEY_VARIABLE, "").strip()
        if not key:
            return {}
        if not (key.isascii() and key.isprintable()):
            self._fail("was not asked.", f"${KEY_VARIABLE} holds characters that no key has.")
        parts = _parsed(self.base_url)
        if parts.scheme == "http" and not _is_here(parts.hostname or ""):
            self._fail(
                "was not asked: the key would travel unencrypted.",
                f"Give an https address, or unset ${KEY_VARIABLE}.",
            )
        return {"Authorization": f"Bearer {key}"}

    def _content(self, answer: Any) -> str:
        try:
            choice = answer["choices"][0]
            content, reason = choice["message"]["content"], choice.get("finish_reason")
        except (KeyError, IndexError, TypeError, AttributeError):
            self._fail("sends no chat completion.", "Check that --base-url speaks that protocol.")
        if reason == "length":
            self._fail("cut its answer off.", "Split the article, or ask a model with more room.")
        if not isinstance(content, str) or not content.strip():
            self._fail("sends no text as its answer.", "Ask another model.")
        return content

    def _refused(self, status: int, body: bytes) -> NoReturn:
        kind = self._kind_of_failure()
        if 300 <= status < 400:
            hint = "Give the final address as --base-url."
            self._fail(f"sends elsewhere ({status}).", hint, kind)
        what = f"refuses with status {status}{_told(body)}."
        self._fail(what, _WHAT_TO_DO.get(status, "Look into the server's own messages."), kind)

    def _kind_of_failure(self) -> type[ReaderError]:
        return ReaderError if self.base_url in _reached else UnreachableError

    def _too_slow(self) -> NoReturn:
        what = f"did not answer within {self.timeout:g} seconds."
        self._fail(what, "Raise --timeout, or ask a faster model.")

    def _fail(self, what: str, hint: str, kind: type[ReaderError] = ReaderError) -> NoReturn:
        msg = f"The endpoint {self.host} {what} {hint}"
        raise kind(msg) from None


def parse_json(body: bytes | str, host: str) -> Any:
    """Return what a JSON text of an endpoint holds; ReaderError where it is none."""

    def refuse(constant: str) -> NoReturn:
        msg = f"{constant} is no number"
        raise ValueError(msg)

    try:
        return json.loads(body, parse_constant=refuse)
    except (ValueError, RecursionError):
        msg = f"The endpoint {host} sends what is no JSON. Ask another model, or try again."
        raise ReaderError(msg) from None


def _parsed(base_url: str) -> SplitResult:
    """Return the parts of an address; UsageError (which never repeats it) where it is none."""
    try:
        parts = urlsplit(base_url.strip())
        fit = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fit = False
    if not fit or parts.query or parts.fragment or "@" in parts.netloc:
        msg = (
            "--base-url must be like https://host/v1 or http://127.0.0.1:8080/v1, without user "
            f"name, password, '?' and '#'. A key goes into ${KEY_VARIABLE}."
        )
        raise UsageError(msg)
    return parts


def _is_here(host: str) -> bool:
    """Say whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _told(body: bytes) -> str:
    """Return what an endpoint says about its refusal, short, printable and without the key."""
    try:
        message = json.loads(body)["error"]["message"]
    except (ValueError, RecursionError, KeyError, TypeError, IndexError):
        return ""
    text = " ".join("".join(c if c.isprintable() else " " for c in str(message)).split())
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if key:
        text = text.replace(key, "…")
    return f" ({text[:_TOLD]})" if text else ""
