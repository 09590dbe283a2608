"""Requests of the SPARQL 1.1 Protocol: sent again when that may help, never elsewhere.

Only queries are sent, which change nothing, so each may be sent twice. A redirect is
followed within the scheme, host and port that the user named, and to no other place:
what an endpoint says must not make this machine call its neighbours, or read a file.
"""

from __future__ import annotations

import re
import time
import weakref
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urljoin

import httpx

from gumru_kg import __version__
from gumru_kg.engines.deadline import run_until
from gumru_kg.engines.endpoint_body import Body
from gumru_kg.engines.endpoint_settings import parse_address
from gumru_kg.errors import (
    EndpointAnswerError,
    EndpointError,
    EndpointLoginError,
    EndpointStatusError,
    EndpointTimeoutError,
    EndpointUnreachableError,
)
from gumru_kg.namespaces import BASE

if TYPE_CHECKING:
    from gumru_kg.engines.endpoint_settings import Address, EndpointSettings

LONGEST_GET: Final = 1_500

_OK: Final = 200
_PARTIAL: Final = 206
_SEE_OTHER: Final = 303
_REDIRECTS: Final = (301, 302, _SEE_OTHER, 307, 308)
_LOGIN: Final = (401, 403, 407)
_NOT_THERE: Final = (404, 405, 410)
_BUSY: Final = (429, 502, 503, 504)
_FAULT: Final = 500
_MOST_REDIRECTS: Final = 3
_FIRST_WAIT: Final = 0.5
_LONGEST_TEXT: Final = 16_384
_LONGEST_SHOWN: Final = 200
_TAGS: Final = re.compile(
    r"<(script|style|head)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE
)


class _Wire:
    """Open connections, which end with the last client that holds them."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        weakref.finalize(self, http.close)


class EndpointClient:
    """Connections to one endpoint, kept open from query to query."""

    def __init__(self, address: Address, settings: EndpointSettings) -> None:
        self.address = address
        self.settings = settings
        self._wire = _Wire(self._connect())

    def with_settings(self, settings: EndpointSettings) -> EndpointClient:
        """Give a client of the same connections and login that has other limits.

        Args:
            settings: The limits.

        Returns:
            The client.
        """
        other = copy(self)
        other.settings = settings
        return other

    def _connect(self) -> httpx.Client:
        settings = self.settings
        headers = {
            "User-Agent": f"gumru-kg/{__version__} (+{BASE})",
            "Accept-Encoding": "gzip",
        }
        if settings.token:
            headers["Authorization"] = f"Bearer {settings.token}"
        auth = (
            httpx.BasicAuth(settings.user, settings.password) if settings.user else None
        )
        try:
            return httpx.Client(headers=headers, auth=auth)
        except (ImportError, ValueError) as error:
            problem = f"the proxy of the environment cannot be used ({error})"
            remedy = "check HTTP_PROXY, HTTPS_PROXY and ALL_PROXY"
            raise EndpointError(self.address.shown, problem, remedy) from error

    def close(self) -> None:
        """Close the connections, also those of clients with other limits."""
        self._wire.http.close()

    def send(self, query: str, *, accept: str) -> Body:
        """Send a query, and wait until the answer begins.

        Args:
            query: SPARQL with its prefixes declared.
            accept: The media types that can be read.

        Returns:
            The body of the answer, still on its way.

        Raises:
            EndpointUnreachableError: When nobody answers.
            EndpointTimeoutError: When the answer does not begin in time.
            EndpointLoginError: When a login is wanted, or refused.
            EndpointStatusError: When the endpoint answers with an error.
            EndpointAnswerError: When it redirects to another place.
            EndpointError: When it was closed.
        """
        if self._wire.http.is_closed:
            raise self._fail(EndpointError, "was closed", "open it again")
        wait = _FIRST_WAIT
        longest = self.settings.total_timeout
        end = None if longest is None else time.monotonic() + longest
        for attempt in range(self.settings.retries + 1):
            is_last = attempt == self.settings.retries
            try:
                response = self._follow(self._build(query, accept), end)
            except TimeoutError:
                problem = f"no answer within {longest:g} s"
                remedy = "ask for less, or give it more time"
                raise self._fail(EndpointTimeoutError, problem, remedy) from None
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                if is_last or not _may_help(error):
                    raise self._describe(error) from error
                pause = wait
            else:
                if response.status_code == _OK:
                    return self._open(response, end)
                pause = _read_retry_after(response, wait)
                is_busy = response.status_code in _BUSY
                if is_last or not is_busy or pause > self.settings.longest_wait:
                    raise self._refuse(response, end)
                response.close()
            pause = min(pause, self.settings.longest_wait)
            # Once more, when the time is over, so as to be told so.
            left = pause if end is None else max(0.0, end - time.monotonic())
            time.sleep(min(pause, left))
            wait *= 2
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def _open(self, response: httpx.Response, end: float | None) -> Body:
        return Body(
            response,
            address=self.address.shown,
            settings=self.settings,
            end=end,
            owner=self,
        )

    def _build(self, query: str, accept: str) -> httpx.Request:
        graphs = [("default-graph-uri", iri) for iri in self.settings.default_graphs]
        parameters = urlencode([("query", query), *graphs])
        url = self.address.url
        headers = {"Accept": accept}
        if len(parameters) > LONGEST_GET:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            content = parameters.encode()
            return self._make_request("POST", url, content=content, headers=headers)
        joint = "&" if "?" in url else "?"
        return self._make_request("GET", f"{url}{joint}{parameters}", headers=headers)

    def _make_request(
        self,
        method: str,
        url: str,
        *,
        headers: dict[str, str],
        content: bytes | None = None,
    ) -> httpx.Request:
        limits = self.settings
        timeout = httpx.Timeout(limits.read_timeout, connect=limits.connect_timeout)
        return self._wire.http.build_request(
            method, url, content=content, headers=headers, timeout=timeout
        )

    def _follow(self, request: httpx.Request, end: float | None) -> httpx.Response:
        for _ in range(_MOST_REDIRECTS + 1):
            send = partial(self._wire.http.send, request, stream=True)
            response = run_until(end, send, undo=httpx.Response.close)
            if response.status_code not in _REDIRECTS:
                return response
            response.close()
            target = self._check_redirect(request, response)
            # The same query goes to the new address, except where that is its answer.
            is_answer = response.status_code == _SEE_OTHER
            kept = ("accept", "content-type")
            request = self._make_request(
                "GET" if is_answer else request.method,
                target,
                content=None if is_answer else request.content or None,
                headers={
                    name: request.headers[name]
                    for name in kept
                    if name in request.headers
                },
            )
        problem = f"redirects more than {_MOST_REDIRECTS} times"
        raise self._fail(EndpointAnswerError, problem, "check the address")

    def _check_redirect(self, request: httpx.Request, response: httpx.Response) -> str:
        location: str = response.headers.get("location", "")
        try:
            target = parse_address(urljoin(str(request.url), location))
        except (EndpointError, ValueError):
            target = None
        if target is not None and location and target.origin == self.address.origin:
            return target.url
        shown = _clean(location.partition("?")[0])
        problem = f"redirects to another place ({shown!r}), which is not followed"
        # What is no address of http can be given to nobody.
        remedy = "check the address"
        if target is not None and location:
            remedy = "give that address, if you trust it"
        raise self._fail(EndpointAnswerError, problem, remedy)

    def _refuse(self, response: httpx.Response, end: float | None) -> EndpointError:
        """Say what an answer means that is none."""
        status = response.status_code
        text = self._read_text(response, end)
        said = f"answers {status}" + (f": {text}" if text else "")
        if status in _LOGIN:
            if self.settings.has_login:
                problem = f"refuses the login ({said})"
                remedy = "check user, password or token, and what they may do"
            else:
                problem = f"wants a login ({said})"
                remedy = "set GUMRU_ENDPOINT and GUMRU_ENDPOINT_TOKEN, or _USER"
                remedy += " and _PASSWORD"
            return self._fail(EndpointLoginError, problem, remedy)
        if status == _PARTIAL:
            remedy = "ask for less at a time, with LIMIT and OFFSET"
            problem = "gives only a part of the answer (status 206)"
            return self._fail(EndpointAnswerError, problem, remedy)
        remedy = "change the query: this endpoint does not take it"
        if status in _NOT_THERE:
            remedy = "check the address: that of an endpoint often ends in /sparql"
        elif status in _BUSY:
            after = _clean(response.headers.get("retry-after", ""))
            remedy = "it is busy or down; ask later"
            remedy += f" (it says: after {after})" if after else ""
        elif status >= _FAULT:
            remedy = "ask for less, or tell those who run it"
        return EndpointStatusError(self.address.shown, said, remedy, status=status)

    def _read_text(self, response: httpx.Response, end: float | None) -> str:
        """Read the beginning of what an endpoint says of an error."""
        try:
            data = self._open(response, end).drain(_LONGEST_TEXT)
        except EndpointError:
            data = b""
        return _clean(_TAGS.sub(" ", data.decode("utf-8", "replace")))

    def _describe(self, error: Exception) -> EndpointError:
        """Say why no answer came."""
        if isinstance(error, httpx.ConnectTimeout):
            problem = f"no connection within {self.settings.connect_timeout:g} s"
            remedy = "check the address, or give it a longer connect_timeout"
            return self._fail(EndpointTimeoutError, problem, remedy)
        if isinstance(error, httpx.TimeoutException):
            problem = f"no answer within {self.settings.read_timeout:g} s"
            remedy = "ask for less, or give it a longer read_timeout"
            return self._fail(EndpointTimeoutError, problem, remedy)
        if not isinstance(error, httpx.TransportError):
            # A host of a label that is too long, say.
            return self._fail(EndpointError, "is no address", "check the address")
        problem = f"cannot be reached ({_clean(str(error)) or type(error).__name__})"
        remedy = "check the address, and that the endpoint is running"
        return self._fail(EndpointUnreachableError, problem, remedy)

    def _fail(
        self, kind: type[EndpointError], problem: str, remedy: str
    ) -> EndpointError:
        return kind(self.address.shown, problem, remedy)


def _may_help(error: Exception) -> bool:
    """Tell whether the same request may succeed when it is sent again."""
    if "CERTIFICATE" in str(error):
        return False
    # An endpoint that was silent so long is not asked to do the same work twice.
    return isinstance(
        error,
        httpx.NetworkError | httpx.ConnectTimeout | httpx.RemoteProtocolError,
    )


def _read_retry_after(response: httpx.Response, default: float) -> float:
    """Read how long the endpoint wants to be left alone: in seconds, or until when."""
    text = response.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    if not text:
        return default
    import datetime as dt
    from email.utils import parsedate_to_datetime

    try:
        until = parsedate_to_datetime(text)
        return max(0.0, (until - dt.datetime.now(dt.UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return default


def _clean(text: str) -> str:
    """Put what an endpoint says on one line, without signs that a terminal obeys."""
    line = " ".join(text.split())
    line = "".join(
        sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line
    )
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]} …"
