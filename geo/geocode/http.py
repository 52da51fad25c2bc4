"""One request as geopy sends it for us: no retries behind our back, no other service, no endless answer."""

from __future__ import annotations

import http.client
import json
import ssl
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

from geo.geocode.deadline import handlers

_MAX_ANSWER_BYTES = 5_000_000
_CHUNK_BYTES = 64_000


class PoliteAdapter(BaseSyncAdapter):  # type: ignore[misc] # geopy has no types
    """Sends a request once and reads its answer whole, all within the timeout (as `geo.geocode.deadline` has it).

    geopy's own adapters repeat failed connections, follow redirects anywhere, and read for as long as bytes drip in.
    It remembers the latest answer, since geopy gives None both for "nothing found" and for "not understood".
    ``read`` is given the JSON of each answer and returns what geopy shall see of it.
    """

    def __init__(
        self, *, proxies: dict[str, str] | None, ssl_context: Any, read: Callable[[Any], Any] = lambda answer: answer
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._proxies = proxies
        self._ssl_context = ssl_context or ssl.create_default_context()
        self._read = read
        self._local = threading.local()

    @property
    def last(self) -> Any:
        """What was read in the JSON of this thread's latest answer."""
        return getattr(self._local, "last", None)

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        self._local.last = None
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            self._local.last = self._read(json.loads(text))
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError("the answer is no JSON") from error
        return self._local.last

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        opener = urllib.request.build_opener(
            *handlers(timeout, self._ssl_context), urllib.request.ProxyHandler(self._proxies), _SameOrigin
        )
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - geopy allows http and https alone
        try:
            with opener.open(request, timeout=timeout) as response:
                return _body(response).decode()
        except urllib.error.HTTPError as error:
            with error:
                text = _error_text(error)
            fields = {name.lower(): value for name, value in error.headers.items()}
            raise AdapterHTTPError(f"status {error.code}", status_code=error.code, headers=fields, text=text) from error
        except UnicodeDecodeError as error:
            raise GeocoderParseError("the answer is no UTF-8") from error
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimeoutError):
                raise GeocoderTimedOut(f"no answer within {timeout:g} s") from error
            raise GeocoderUnavailable(str(reason) or type(reason).__name__) from error


class _SameOrigin(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only where it stays with the service that the operator chose: its scheme, host and port.

    Another port of a host is another service, perhaps another user's. One step is no other service: from a scheme's own
    port to that of its encrypted form, as servers ask that are addressed without encryption.
    """

    max_redirections = 3

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        old, new = _origin(req.full_url), _origin(newurl)
        if new is None or (new != old and (old, new) != (("http", new[1], 80), ("https", new[1], 443))):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _origin(url: str) -> tuple[str, str | None, int | None] | None:
    """Return scheme, host and port, None for an address that names none."""
    parts = urllib.parse.urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        return None
    return parts.scheme, parts.hostname, port or {"http": 80, "https": 443}.get(parts.scheme)


def _body(response: Any) -> bytes:
    announced = response.headers.get("Content-Length")
    chunks: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK_BYTES):
        chunks.append(chunk)
        size += len(chunk)
        if size > _MAX_ANSWER_BYTES:
            raise GeocoderParseError(f"the answer is larger than {_MAX_ANSWER_BYTES / 1e6:g} MB")
    if announced and announced.isdigit() and size < int(announced):
        raise http.client.IncompleteRead(b"", int(announced) - size)
    return b"".join(chunks)


def _error_text(error: urllib.error.HTTPError) -> str:
    """Return what some of geopy's geocoders read more from than from the status; it is no loss where it breaks off."""
    try:
        return _body(error).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException, GeocoderParseError, AttributeError):
        return ""
