"""The way to the world outside AWS's API: a proxy that every name leads through, and ends at.

The scripts reach the registry and the load balancers by their real names over TLS, and know nothing of a
test: the proxy is in `HTTPS_PROXY`, the certificate in `SSL_CERT_FILE`.
"""

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from email.message import Message
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from deployments import tunnel
from deployments.answer import Answer

Answering = Callable[[str, str, "Message[str, str]", bytes], Answer]


@contextmanager
def serve(certificate: Path, hosts: Mapping[str, Answering], beyond: bool) -> Iterator[str]:
    """Serve these hosts until the block ends, and lead to others if asked for; the proxy's address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = _Proxy(context, hosts, beyond)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Proxy(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, context: ssl.SSLContext, hosts: Mapping[str, Answering], beyond: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Connect)
        self.context = context
        self.hosts = hosts
        self.beyond = beyond


class _Connect(socketserver.StreamRequestHandler):
    """`CONNECT host:443`, and then TLS with that host."""

    server: _Proxy

    def handle(self) -> None:
        line = self.rfile.readline().decode()
        while self.rfile.readline().strip():
            pass
        method, _, rest = line.partition(" ")
        host, _, port = rest.partition(" ")[0].partition(":")
        answering = self.server.hosts.get(host)
        if method == "CONNECT" and answering is None and self.server.beyond:
            tunnel.lead(self.connection, host, int(port))
            return
        if method != "CONNECT" or answering is None:
            print(f"the edge knows nothing of {line.strip()!r}", flush=True)
            self.wfile.write(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
            return
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        with suppress(OSError), self.server.context.wrap_socket(self.connection, server_side=True) as secured:
            handler = type("Handler", (_Handler,), {"answering": staticmethod(answering)})
            handler(secured, self.client_address, self.server)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    answering: Answering

    def _respond(self) -> None:
        answer = self.answering(self.command, self.path, self.headers, self._body())
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", answer.length or str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = _respond  # noqa: N815 (the base class's names)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        del self.headers["Transfer-Encoding"]
        self.headers["Content-Length"] = str(len(body))
        return body

    def log_message(self, *_: object) -> None:
        pass
