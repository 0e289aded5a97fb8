"""Who may speak to the desk: the browser that was sent there with the token, from the desk's own pages, and no other.

The desk listens on the loopback address alone. That keeps other machines out, but not the pages that are open in the
same browser: those are kept out by the Host header (a name that was rebound to this address), by Origin and
Sec-Fetch-Site (requests from another page), and by the token, which is used once and exchanged for a cookie that only
this desk gets.
"""

from __future__ import annotations

from hmac import compare_digest
from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_BYTES = 32
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",  # each page has its full policy in itself
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Stands before an application and lets through what may pass."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        self._cookie = f"mazeej-{port}"  # cookies know no ports: two desks must not overwrite each other's
        self._token: str | None = token_urlsafe(TOKEN_BYTES)
        self._session = token_urlsafe(TOKEN_BYTES)
        self.address = f"http://{self._hosts[0]}/?token={self._token}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await (self._answer(Request(scope)) or self._app)(scope, receive, _with_headers(send))

    def _answer(self, request: Request) -> Response | None:
        """What is answered at the door; None for what may pass."""
        if request.headers.get("host") not in self._hosts:
            return PlainTextResponse("This is not an address of this desk.", 400)
        if not self._is_from_here(request):
            return PlainTextResponse("Another page has no business here.", 403)
        if "token" in request.query_params and request.url.path == "/" and request.method == "GET":
            return self._admit(request)
        if not _same(request.cookies.get(self._cookie, ""), self._session):
            return PlainTextResponse("Open the desk with the address that `mazeej open` printed.", 403)
        return None

    def _is_from_here(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        if request.method not in ("GET", "HEAD") and origin is None:
            return False
        if origin is not None and origin != f"http://{request.headers['host']}":
            return False
        return request.headers.get("sec-fetch-site", "none") in ("none", "same-origin")

    def _admit(self, request: Request) -> Response:
        """Takes the token in exchange for the cookie, once; who has the cookie already is merely sent on."""
        known = _same(request.cookies.get(self._cookie, ""), self._session)
        if not known and (self._token is None or not _same(request.query_params["token"], self._token)):
            return PlainTextResponse("This address was used already. Start `mazeej open` again for another.", 403)
        self._token = None
        response = RedirectResponse("/", 303)
        response.set_cookie(self._cookie, self._session, httponly=True, samesite="strict")
        return response


def _same(given: str, wanted: str) -> bool:
    """Takes as long whichever letter differs."""
    return compare_digest(given.encode(), wanted.encode())


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
            message = {**message, "headers": [*message["headers"], *own]}
        await send(message)

    return sending
