"""How an endpoint is asked: its address, the login, and the limits."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from gumru_kg.errors import EndpointError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PORTS: Final = {"http": 80, "https": 443}
_LOOPBACK: Final = ("localhost", "::1")
_LOOPBACK_START: Final = "127."
_VARIABLE: Final = "GUMRU_ENDPOINT"
_LONGEST_SHOWN: Final = 200
# More than eleven days.
_LONGEST_TIME: Final = 1_000_000
_ADDRESS_REMEDY: Final = "give an address such as https://example.org/sparql"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointSettings:
    """How to ask an endpoint. What is secret is never shown.

    Attributes:
        user: The name of a user, for basic authentication.
        password: Its password.
        token: A token, for bearer authentication, instead of both.
        connect_timeout: The longest time to get a connection, in seconds.
        read_timeout: The longest silence, before the answer begins and within it.
        total_timeout: The longest time for a query and its whole answer, all in all;
            nothing for no limit.
        retries: How often a query is sent again when the endpoint cannot be reached
            or is busy.
        longest_wait: The longest pause between two attempts, in seconds, whatever the
            endpoint asks for.
        largest_answer: The greatest number of bytes of an answer, unpacked.
        default_graphs: The IRIs of the graphs that are the default graph; none leaves
            it to the endpoint.

    Raises:
        EndpointError: When a limit is no number to work with, or the graphs are one
            text.

    Example:
        >>> EndpointSettings(token="secret", retries=0).retries
        0
        >>> "secret" in repr(EndpointSettings(token="secret"))
        False
    """

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    connect_timeout: float = 10.0
    read_timeout: float = 60.0
    total_timeout: float | None = None
    retries: int = 2
    longest_wait: float = 30.0
    largest_answer: int = 1_000_000_000
    default_graphs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("connect_timeout", "read_timeout", "total_timeout"):
            seconds = getattr(self, name)
            if seconds is None and name == "total_timeout":
                continue
            if not _is_number(seconds, float) or not 0 < seconds <= _LONGEST_TIME:
                remedy = f"give seconds, more than 0 and up to {_LONGEST_TIME:,}"
                raise self._refuse(name, remedy)
        wait = self.longest_wait
        if not _is_number(wait, float) or not 0 <= wait <= _LONGEST_TIME:
            remedy = f"give seconds, from 0 to {_LONGEST_TIME:,}"
            raise self._refuse("longest_wait", remedy)
        for name, least in (("retries", 0), ("largest_answer", 1)):
            number = getattr(self, name)
            if not _is_number(number, int) or number < least:
                raise self._refuse(name, f"give a whole number from {least} on")
        graphs: object = self.default_graphs
        if isinstance(graphs, str) or not all(
            isinstance(iri, str) for iri in self.default_graphs
        ):
            raise self._refuse("default_graphs", "give a tuple of IRIs")

    def _refuse(self, name: str, remedy: str) -> EndpointError:
        problem = f"{name} is {getattr(self, name)!r}"
        return EndpointError("EndpointSettings", problem, remedy)

    @property
    def has_login(self) -> bool:
        """Whether there is a user or a token."""
        return bool(self.user or self.token)


@dataclass(frozen=True, slots=True)
class Address:
    """The address of an endpoint.

    Attributes:
        url: As it is asked.
        shown: As it stands in errors: without what follows the question mark, which
            may hold a key.
        origin: Scheme, host and port; nothing outside of it is asked.
    """

    url: str
    shown: str
    origin: tuple[str, str, int]

    @property
    def is_private(self) -> bool:
        """Whether nobody on the way can read what is sent."""
        scheme, host, _ = self.origin
        is_loopback = host in _LOOPBACK or host.startswith(_LOOPBACK_START)
        return scheme == "https" or is_loopback


def parse_address(url: str) -> Address:
    """Take the address of an endpoint apart.

    Args:
        url: An address of http or https.

    Returns:
        The address.

    Raises:
        EndpointError: When it is no such address, or holds a password.

    Example:
        >>> parse_address("https://example.org/sparql?key=1").shown
        'https://example.org/sparql'
    """
    if not url.isprintable() or " " in url:
        raise EndpointError("endpoint", "the address holds blanks", _ADDRESS_REMEDY)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise EndpointError("endpoint", "is no address", _ADDRESS_REMEDY) from None
    if parts.username is not None or parts.password is not None:
        problem = "a login does not belong in an address, which others may see"
        remedy = f"set {_VARIABLE}_USER and {_VARIABLE}_PASSWORD, and {_VARIABLE}"
        raise EndpointError(f"endpoint {host or ''}".strip(), problem, remedy)
    shown = f"{parts.scheme}://{parts.netloc}{parts.path}"[:_LONGEST_SHOWN]
    if parts.scheme not in _PORTS or not host:
        raise EndpointError(shown, "is no address of http or https", _ADDRESS_REMEDY)
    origin = (parts.scheme, host, port or _PORTS[parts.scheme])
    return Address(url.partition("#")[0], shown, origin)


def complete_login(
    settings: EndpointSettings,
    *,
    address: Address,
    environment: Mapping[str, str] = os.environ,
) -> EndpointSettings:
    """Take the login from the environment, where none is given, and check it.

    The variable ``GUMRU_ENDPOINT`` says whose login it is, so that it is sent nowhere
    else; ``GUMRU_ENDPOINT_USER`` and ``GUMRU_ENDPOINT_PASSWORD``, or
    ``GUMRU_ENDPOINT_TOKEN``, hold it.

    Args:
        settings: What the caller has set.
        address: The endpoint.
        environment: The variables.

    Returns:
        The settings with the login, if there is one.

    Raises:
        EndpointError: When the login cannot be sent, or not without being read by
            others.

    Example:
        >>> secret = {"GUMRU_ENDPOINT": "https://a.org/", "GUMRU_ENDPOINT_TOKEN": "x"}
        >>> at = parse_address("https://b.org/sparql")
        >>> complete_login(EndpointSettings(), address=at, environment=secret).has_login
        False
    """
    owner = environment.get(_VARIABLE, "")
    if not settings.has_login and owner:
        if parse_address(owner).origin != address.origin:
            return settings
        read = {
            name: environment.get(f"{_VARIABLE}_{name.upper()}", "").strip()
            for name in ("user", "password", "token")
        }
        settings = replace(settings, **read)  # type: ignore[arg-type] # texts only
    _check_login(settings, address)
    return settings


def _is_number(value: object, kind: type[float]) -> bool:
    wanted = (int, float) if kind is float else int
    return isinstance(value, wanted) and not isinstance(value, bool)


def _check_login(settings: EndpointSettings, address: Address) -> None:
    if not settings.has_login:
        return
    if settings.user and settings.token:
        problem, remedy = "has a user and a token", "give one of them"
    elif ":" in settings.user:
        problem, remedy = "the name of the user holds a colon", "give it without"
    elif not all(
        text.isprintable() and text.isascii()
        for text in (settings.user, settings.token)
    ):
        problem = "the user or the token holds signs that cannot be sent"
        remedy = "give it in ASCII and on one line"
    elif not address.is_private:
        problem = (
            "a login is not sent over http to another machine, for all can read it"
        )
        remedy = "ask the endpoint by https, or through a tunnel to this machine"
    else:
        return
    raise EndpointError(address.shown, problem, remedy)
