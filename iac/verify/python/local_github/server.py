"""The server, on a socket of its own in the file system, where a `gh` looks for github.com when told so."""

import json
import sys
import tempfile
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingMixIn, UnixStreamServer
from typing import Any, TextIO

from local_github import answers, routing, tokens
from local_github.repository import Repository
from local_github.routing import Reply

_HOST = "api.github.com"


def serve(log: Path, repository: Repository) -> None:
    """Serve until standard input closes, which it does when whoever started this is gone, however it went."""
    answers.load()
    # Short, since the name of a socket may have no more than a hundred letters.
    with tempfile.TemporaryDirectory(prefix="local-github-") as directory, log.open("w") as lines:
        socket = Path(directory) / "socket"
        (Path(directory) / "config.yml").write_text(f"http_unix_socket: {socket}\nprompt: disabled\n")
        repository.runs = Path(directory) / "runs.json"
        server = _Server(str(socket), _Handler)
        server.repository, server.lines, server.lock = repository, lines, threading.Lock()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        environment = {
            "GH_CONFIG_DIR": directory,
            "GH_TOKEN": tokens.ADMINISTRATOR,
            "GH_REPO": f"{repository.owner}/{repository.name}",
            "GH_PROMPT_DISABLED": "1",
            "GH_NO_UPDATE_NOTIFIER": "1",
        }
        print(json.dumps(environment), flush=True)
        with suppress(KeyboardInterrupt):
            sys.stdin.read()
        server.shutdown()


class _Server(ThreadingMixIn, UnixStreamServer):
    daemon_threads = True
    repository: Repository
    lines: TextIO
    lock: threading.Lock


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _serve(self) -> None:
        body = self._body()
        # One at a time: the state is one.
        with self.server.lock:
            reply = self._reply(body)
            self._write_down(body, reply)
        self._send(reply)

    # The base class finds them by name.
    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _serve  # noqa: N815

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _reply(self, body: bytes) -> Reply:
        if (host := self.headers.get("Host")) != _HOST:
            return Reply(501, {"message": f"the local GitHub is {_HOST}, not {host}"})
        if not (token := tokens.read(self.headers.get("Authorization"))):
            return Reply(401, {"message": "Bad credentials"})
        try:
            return routing.reply(self.server.repository, self.command, self.path, token, body)
        except Exception as gap:  # whatever it is, it is told, and the server goes on
            return Reply(501, {"message": f"the local GitHub broke: {type(gap).__name__}: {gap}"})

    def _write_down(self, body: bytes, reply: Reply) -> None:
        line: dict[str, Any] = {"method": self.command, "path": self.path, "call": reply.call}
        line["status"] = reply.status
        if body:
            line["body"] = body.decode(errors="replace")
        if reply.noted is not None:
            line["noted"] = reply.noted
        if reply.status >= 400:
            line["error"] = reply.content["message"]
        self.server.lines.write(json.dumps(line) + "\n")
        self.server.lines.flush()

    def _send(self, reply: Reply) -> None:
        content = b"" if reply.content is None else json.dumps(reply.content).encode()
        with suppress(BrokenPipeError):  # some do not wait for the answer
            self._send_it(reply, content)

    def _send_it(self, reply: Reply, content: bytes) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        if reply.status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def address_string(self) -> str:
        return "a socket"

    def log_message(self, *_: object) -> None:
        """The log of calls says more than a line per request would."""
