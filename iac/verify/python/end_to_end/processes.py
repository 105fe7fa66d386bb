"""Programs that this one starts: they never outlive it, and never run for ever."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 10.0


@dataclass(frozen=True)
class Finished:
    """How a program ended, and all that it printed."""

    code: int
    text: str


def run(
    command: list[str],
    directory: Path,
    environment: Mapping[str, str],
    limit: float,
    stdin: int = subprocess.DEVNULL,
) -> Finished:
    """Run a program, passing on what it prints; one that takes longer than `limit` seconds is stopped."""
    process = subprocess.Popen(
        command,
        cwd=directory,
        env=environment,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    timer = threading.Timer(limit, _stop, [process])
    timer.start()
    lines = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            print(line, end="", flush=True)
        return Finished(process.wait(), "".join(lines))
    finally:
        timer.cancel()
        _stop(process)


def start(command: list[str]) -> subprocess.Popen[str]:
    """Start a program that runs until its standard input closes."""
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def stop(process: subprocess.Popen[str]) -> None:
    """Close its standard input, and insist if that is not enough."""
    if process.stdin:
        process.stdin.close()
    _stop(process)


def _stop(process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + _PATIENCE
    if process.poll() is None:
        process.terminate()
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    if process.poll() is None:
        process.kill()
        process.wait()


def kill_family(process: subprocess.Popen[str]) -> None:
    """End a program and all that it started, at once, as a machine does that goes down."""
    for member in reversed(_family(process.pid)):
        with suppress(ProcessLookupError):
            os.kill(member, signal.SIGKILL)
    process.wait()


def _family(of: int) -> list[int]:
    """The process and those below it, as the kernel lists them."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name, in brackets, may hold anything.
            parent = status.read_text().rsplit(")", 1)[1].split()[1]
            children.setdefault(int(parent), []).append(int(status.parent.name))
    found = [of]
    for member in found:
        found += children.get(member, [])
    return found


def stop_with_parent() -> None:
    """Stop everything when the pipe on standard input closes: whoever started this is gone."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if stat.S_ISFIFO(os.fstat(sys.stdin.fileno()).st_mode):
        threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
