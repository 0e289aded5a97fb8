"""The desk's web application: a report to work on, or the page from which one is made."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from align.desk.guard import Guard
from align.desk.jobs import Jobs
from align.desk.messages import correction_of, decision_of, job_of
from align.desk.pages import changes_as_json, problem_page, report_page, start_page
from align.desk.reading import AskedModels
from align.desk.workbench import StaleError, Workbench
from align.report.document import MalformedError, Node
from align.translation import translated
from align.types import AlignError
from audio import AudioError
from transcripts import WRITERS, TranscriptError

LARGEST_MESSAGE = 4_000_000  # bytes of JSON: an article of half a million words
FORESEEN = (AlignError, AudioError, TranscriptError, MalformedError)


class Desk:
    """What is on the desk: a report, or nothing yet and the job that makes one."""

    def __init__(
        self,
        bench: Workbench | None,
        jobs: Jobs | None = None,
        asked: AskedModels = AskedModels(),  # noqa: B008  frozen
    ) -> None:
        """`asked`: what reads for meaning in the report that `jobs` make."""
        self.bench = bench
        self.jobs = jobs
        self._asked = asked
        self._opening = asyncio.Lock()  # of the report that was made: two tabs may ask for it at once

    def routes(self) -> list[Route]:
        return [
            Route("/", self.page),
            Route("/sound", self.sound),
            Route("/changes", self.changes),
            Route("/transcript.{form}", self.transcript),
            Route("/edit", self.edit, methods=["POST"]),
            Route("/undo", self.undo, methods=["POST"]),
            Route("/decide", self.decide, methods=["POST"]),
            Route("/article", self.article, methods=["POST"]),
            Route("/files/{kind}", self.upload, methods=["PUT"]),
            Route("/job", self.progress),
            Route("/job", self.start, methods=["POST"]),
            Route("/job", self.stop, methods=["DELETE"]),
        ]

    async def page(self, request: Request) -> Response:
        try:
            async with self._opening:
                if self.bench is None and self.jobs and (made := self.jobs.made):
                    self.bench = await run_in_threadpool(Workbench, made, self.jobs.recording, self._asked)
                    self.bench.warm_up()
            if self.bench is None:
                return HTMLResponse(start_page(self.jobs.models if self.jobs else ()))
            return HTMLResponse(await run_in_threadpool(report_page, self.bench))
        except FORESEEN as error:
            return HTMLResponse(problem_page(translated(str(error), language := _language(request)), language), 400)

    async def sound(self, _: Request) -> Response:
        """The recording, in pieces where the browser asks for them."""
        recording = self.bench.recording if self.bench else None
        return FileResponse(recording.path) if recording else Response(status_code=404)

    async def transcript(self, request: Request) -> Response:
        form = request.path_params["form"]
        if self.bench is None or form not in WRITERS:
            return Response(status_code=404)
        text = await run_in_threadpool(WRITERS[form], self.bench.report.transcript)
        headers = {"Content-Disposition": f'attachment; filename="transcript.{form}"'}
        return Response(text, headers=headers, media_type="text/plain; charset=utf-8")

    async def changes(self, request: Request) -> Response:
        since = request.query_params.get("since", "")
        return await self._answer(request, int(since) if since.isascii() and since.isdigit() else 0)

    async def edit(self, request: Request) -> Response:
        body = await _body(request)
        correction = correction_of(body)
        return await self._answer(request, body["since"].count(), lambda bench: bench.edit(correction))

    async def undo(self, request: Request) -> Response:
        body = await _body(request)
        return await self._answer(request, body["since"].count(), lambda bench: bench.undo())

    async def decide(self, request: Request) -> Response:
        body = await _body(request)
        claim, review = decision_of(body)
        return await self._answer(request, body["since"].count(), lambda bench: bench.decide(claim, review))

    async def article(self, request: Request) -> Response:
        body = await _body(request)
        text, was = body["text"].text(), body["was"].text_or_none()
        return await self._answer(request, body["since"].count(), lambda bench: bench.rewrite(text, was))

    async def _answer(
        self, request: Request, since: int, change: Callable[[Workbench], object] | None = None
    ) -> Response:
        """Makes a change, and answers with all that is new since the page's version."""
        bench = self.bench
        if bench is None:
            return _answered(request, {"problem": "there is no report yet"}, 409)

        def work() -> Response:
            problem = ""
            try:
                if change:
                    change(bench)
            except StaleError as error:
                problem = str(error)
            fields = changes_as_json(bench.changes(since), bench.undoable)
            return _answered(request, {**fields, "problem": problem}, 409 if problem else 200)

        return await run_in_threadpool(work)

    async def upload(self, request: Request) -> Response:
        if self.jobs is None:
            return Response(status_code=404)
        name = request.query_params.get("name", "")
        await self.jobs.take_file(request.path_params["kind"], name, request.stream())
        return _answered(request, self.jobs.status())

    async def start(self, request: Request) -> Response:
        if self.jobs is None:
            return Response(status_code=404)
        self.jobs.start(job_of(await _body(request)))
        return _answered(request, self.jobs.status())

    async def progress(self, request: Request) -> Response:
        return _answered(request, self.jobs.status()) if self.jobs else Response(status_code=404)

    async def stop(self, request: Request) -> Response:
        if self.jobs is None:
            return Response(status_code=404)
        self.jobs.stop()
        return _answered(request, self.jobs.status())

    def close(self) -> None:
        if self.jobs:
            self.jobs.close()
        if self.bench:
            self.bench.close()


def application(desk: Desk, port: int) -> Guard:
    """The desk behind its guard, for the port it will listen on."""
    handlers = dict.fromkeys(FORESEEN, _foreseen)
    return Guard(Starlette(routes=desk.routes(), exception_handlers=handlers), port)


def serve(desk: Desk, port: int, opened: Callable[[str], object]) -> None:
    """Answers until Ctrl-C. `opened` is called with the address once it can be opened; `port` 0 takes a free one."""
    with socket.socket() as listening:
        try:
            listening.bind(("127.0.0.1", port))
        except OSError as error:
            raise AlignError(f"cannot listen on port {port}: {error.strerror or error}") from error
        app = application(desk, listening.getsockname()[1])
        config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=2)
        listening.listen(64)
        try:
            opened(app.address)
            if desk.bench:
                desk.bench.warm_up()
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            desk.close()


async def _body(request: Request) -> Node:
    """The message of a page. Raises MalformedError for what is none."""
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise MalformedError("a message should be JSON")
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > LARGEST_MESSAGE:
            raise MalformedError("the message is too long")
    try:
        return Node(json.loads(content), "message")
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"the message is not JSON: {error}") from error


async def _foreseen(request: Request, error: Exception) -> Response:
    return _answered(request, {"problem": str(error)}, 400)


def _answered(request: Request, fields: dict[str, object], status: int = 200) -> Response:
    """An answer whose problem is in the language of the page."""
    return JSONResponse({**fields, "problem": translated(str(fields["problem"]), _language(request))}, status)


def _language(request: Request) -> str:
    """That of the page, which it names as its first; else the browser's."""
    return request.headers.get("accept-language", "")[:2].lower()
