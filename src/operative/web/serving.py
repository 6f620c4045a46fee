"""Serving: as many processes as there are cores share one port, each with its own connection to the registry.

Python runs one thread of a process at a time, so that one process makes one page at a time. The processes are copies of
the first, made when all is loaded: that takes no time. Where a system can't copy processes, there is one.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from operative.registry import Registry, RegistryError

if TYPE_CHECKING:
    import uvicorn
    from litestar import Litestar

MOST = 8  # processes, unless more are asked for
FAILED = 1  # of a process that couldn't start: another couldn't either
BACKLOG = 1024  # connections that wait to be taken


def serve(
    application: Callable[[Registry, Path], Litestar], db: str, host: str, port: int, processes: int | None = None
) -> None:
    """Serves the registry of a database until it is stopped. Raises RegistryError where it or the port can't be opened.

    `processes` are as many as there are cores, MOST at most, where no number is given.
    """
    import uvicorn

    Registry(db).engine.dispose()  # made or brought up to date once; what is open can't be copied

    def server() -> uvicorn.Server:
        made = application(Registry(db), folder)
        config = uvicorn.Config(made, log_level="warning", server_header=False, date_header=True, backlog=BACKLOG)
        return uvicorn.Server(config)

    count = processes or min(os.cpu_count() or 1, MOST)
    listeners = _listeners(host, port, count if hasattr(os, "fork") and hasattr(socket, "SO_REUSEPORT") else 1)
    folder = Path(mkdtemp(prefix="operative-"))  # what waits between two requests, which another process may answer
    try:
        if len(listeners) == 1:
            server().run(listeners)
        else:
            _Family(server, listeners).run()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _listeners(host: str, port: int, count: int) -> list[socket.socket]:
    """A listening socket for each process; the system gives each its share of the connections."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        alone = socket.create_server(address[:2], family=family, backlog=BACKLOG)  # fails where another server listens
        if count == 1:
            return [alone]
        taken = alone.getsockname()[:2]
        alone.close()
        return [socket.create_server(taken, family=family, backlog=BACKLOG, reuse_port=True) for _ in range(count)]
    except OSError as error:
        what = f"{host}:{port} can't be listened on ({os.strerror(error.errno or 0)})"
        raise RegistryError(what, "name another address with --host, --port") from error


class _Family:
    """The processes that serve, and the one that started them: it replaces one that dies, and ends them with itself."""

    def __init__(self, server: Callable[[], uvicorn.Server], listeners: list[socket.socket]) -> None:
        self._server, self._listeners = server, listeners
        self._children: dict[int, socket.socket] = {}
        self._ending = False
        self._ends, self._holds = os.pipe()  # what is read from it ends when this process does, however it does

    def run(self) -> None:
        """Starts the processes and stays until all have ended."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end)
        for listener in self._listeners:
            self._start(listener)
        while self._children:
            child, status = os.wait()
            listener = self._children.pop(child)
            if os.waitstatus_to_exitcode(status) == FAILED:
                self._end()
            elif not self._ending:
                self._start(listener)

    def _end(self, *_: object) -> None:
        self._ending = True
        for child in self._children:
            os.kill(child, signal.SIGTERM)

    def _start(self, listener: socket.socket) -> None:
        child = os.fork()
        if child:
            self._children[child] = listener
            return
        status = FAILED
        try:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            os.close(self._holds)
            server = self._server()
            threading.Thread(target=self._watch, args=(server,), daemon=True).start()
            server.run([listener])
            status = 0
        finally:
            os._exit(status)

    def _watch(self, server: uvicorn.Server) -> None:
        """Ends a process of which the first one is gone."""
        os.read(self._ends, 1)
        server.should_exit = True
