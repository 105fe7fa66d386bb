"""The way from the edge to the world, by the machine's own proxy if it has one."""

import os
import select
import socket
from urllib.parse import urlsplit

_PATIENCE = 60.0
_SIZE = 65536


def lead(client: socket.socket, host: str, port: int) -> None:
    """Connect the client, which asked to be, and carry what both say until one of them is silent or gone."""
    with _connect(host, port) as server:
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        others = {client: server, server: client}
        while ready := select.select(list(others), [], [], _PATIENCE)[0]:
            for speaker in ready:
                said = speaker.recv(_SIZE)
                if not said:
                    return
                others[speaker].sendall(said)


def _connect(host: str, port: int) -> socket.socket:
    proxy = os.environ.get("HTTPS_PROXY") or os.environ.get("https_proxy")
    if not proxy:
        return socket.create_connection((host, port), _PATIENCE)
    place = urlsplit(proxy)
    server = socket.create_connection((place.hostname or "", place.port or 80), _PATIENCE)
    server.sendall(f"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    answer = b""
    while not answer.endswith(b"\r\n\r\n") and (byte := server.recv(1)):
        answer += byte
    return server
