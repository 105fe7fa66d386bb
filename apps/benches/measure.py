"""What the benches measure with: quotas of CPU, servers under them, and load."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TOOLS = ROOT / "target" / "tools" / "benches"
CONNECTIONS = 32
TICKS = os.sysconf("SC_CLK_TCK")
VEGETA = "github.com/tsenart/vegeta/v12@v12.13.0"


class Quota:
    """So much CPU for a process, by the kernel's control groups of either version.

    Up to its quota it goes before whatever else the machine does, which is not to be measured.
    """

    def __init__(self, cpus: float) -> None:
        period = 100_000
        name = f"healthcare-app-bench-{os.getpid()}-{uuid.uuid4().hex[:6]}"
        if Path("/sys/fs/cgroup/cgroup.controllers").exists():
            self.group = Path("/sys/fs/cgroup") / name
            self.group.mkdir()
            (self.group / "cpu.max").write_text(f"{int(cpus * period)} {period}")
            (self.group / "cpu.weight").write_text("10000")
        else:
            self.group = Path("/sys/fs/cgroup/cpu") / name
            self.group.mkdir()
            (self.group / "cpu.cfs_period_us").write_text(str(period))
            (self.group / "cpu.cfs_quota_us").write_text(str(int(cpus * period)))
            (self.group / "cpu.shares").write_text("262144")

    def within(self, command: list[str]) -> list[str]:
        """The command, under it. The group goes with the machine's next start."""
        enter = f'echo $$ > {self.group / "cgroup.procs"} && exec "$@"'
        return [installed("sh"), "-c", enter, "sh", *command]


def installed(program: str) -> str:
    """Where a program of the machine is."""
    found = shutil.which(program)
    if found is None:
        raise SystemExit(f"{program} is missing; install it, for example: sudo apt-get install {program}")
    return found


@dataclass
class Server:
    """A server that is running."""

    url: str
    process: subprocess.Popen[bytes]
    environment: dict[str, str]
    program: Path | None
    started: float

    def cpu(self) -> float:
        """Seconds of CPU so far, of all its threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """The most memory that it had, in megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        peak = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert peak is not None
        return int(peak[1]) / 1000

    def token(self, *options: str) -> str:
        """A token of the development key, which may do everything unless the options say less."""
        assert self.program is not None
        said = subprocess.run(
            [self.program, "token", *options],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return said.stdout.strip()

    def call(self, method: str, path: str, token: str, body: object = None) -> tuple[int, object]:
        """One request."""
        command = [
            "curl",
            "-sk",
            "-X",
            method,
            "-w",
            "\n%{http_code}",
            "-H",
            f"Authorization: Bearer {token}",
        ]
        if body is not None:
            command += ["-H", "Content-Type: application/json", "--data-binary", json.dumps(body)]
        answer = subprocess.run(
            [*command, self.url + path], check=True, capture_output=True, text=True
        ).stdout
        text, _, status = answer.rpartition("\n")
        return int(status), json.loads(text) if text else None

    def create(self, token: str) -> str:
        """A new patient's id."""
        status, made = self.call("POST", "/api/patients", token, patient())
        assert status == 201, made
        assert isinstance(made, dict)
        return str(made["id"])


def patient() -> dict[str, object]:
    """A patient with an identifier of their own."""
    return {
        "identifiers": [{"system": "urn:oid:2.16.840.1.113883.19.5", "value": str(uuid.uuid4())}],
        "name": {"family": "Müller", "given": ["Ada", "Grace"], "use": "official"},
        "birthDate": "1984-02-29",
        "gender": "female",
        "telecom": [
            {"system": "phone", "value": "+1 555 010 0199", "use": "mobile"},
            {"system": "email", "value": "ada@example.org"},
        ],
        "address": {"line": ["1 Wharf"], "city": "London", "postalCode": "E14", "country": "GB"},
    }


def database(name: str = "bench") -> str:
    """A new database on the server that `apps/tests/postgres.sh run` started."""
    server = os.environ["TEST_POSTGRES_URL"]
    name = f"{name}_{uuid.uuid4().hex[:8]}"
    subprocess.run(
        [installed("psql"), "-q", f"{server}/postgres", "-c", f"CREATE DATABASE {name}"], check=True
    )
    return f"{server}/{name}"


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Start:
    """How a server is started."""

    command: list[str]
    url: str
    environment: dict[str, str]
    work: Path
    quota: Quota | None
    program: Path | None = None


def _run(start: Start) -> Server:
    """Starts a server under its quota and waits for its first answer."""
    log = (start.work / "log").open("wb")
    command = start.quota.within(start.command) if start.quota else start.command
    url, began = start.url, time.monotonic()
    process = subprocess.Popen(command, env=start.environment, stdout=log, stderr=log)
    port = int(url.rpartition(":")[2])
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as stream:
            if url.startswith("http:"):
                stream.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                if not stream.recv(12).endswith(b"200"):
                    continue
            return Server(url, process, start.environment, start.program, time.monotonic() - began)
        if process.poll() is not None:
            raise RuntimeError((start.work / "log").read_text())
        if time.monotonic() - began > 30:
            raise RuntimeError("no answer in 30 seconds")
        time.sleep(0.001)


@contextlib.contextmanager
def service(
    program: Path, database_url: str, key: Path, work: Path, quota: Quota | None, **settings: str
) -> Iterator[Server]:
    """One of our services."""
    port = free_port()
    environment = {
        "DATABASE_URL": database_url,
        "DEVELOPMENT_KEY": str(key),
        "LISTEN_ADDR": f"127.0.0.1:{port}",
        "LOG_FORMAT": "json",
        "MIGRATE_AT_START": "on",
        "PATIENT_SERVICE_URL": "off",
        "TLS": "off",
        **settings,
    }
    scheme = "https" if environment["TLS"] == "on" else "http"
    server = _run(Start([str(program)], f"{scheme}://127.0.0.1:{port}", environment, work, quota, program))
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()


@contextlib.contextmanager
def express(database_url: str, key: Path, work: Path, quota: Quota) -> Iterator[Server]:
    """The equivalent."""
    folder = TOOLS / "express"
    lock = HERE / "express" / "package-lock.json"
    if not (folder / lock.name).exists() or (folder / lock.name).read_bytes() != lock.read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(HERE / "express", folder)
        subprocess.run([installed("npm"), "ci", "--omit=dev", "--silent"], cwd=folder, check=True)
    shutil.copy(HERE / "express" / "server.js", folder)
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "NODE_ENV": "production",
        "DATABASE_URL": database_url,
        "DEVELOPMENT_KEY": str(key),
        "PORT": str(port),
    }
    command = [installed("node"), str(folder / "server.js")]
    server = _run(Start(command, f"http://127.0.0.1:{port}", environment, work, quota))
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()


@dataclass
class Load:
    """What a load found."""

    requests: int
    per_second: float

    @classmethod
    def wrk(cls, url: str, script: str, token: str, seconds: int, status: int = 200) -> Self:
        """A closed loop: each connection asks again when it is answered. All succeed, or all are refused."""
        command = [installed("wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", script]
        command += ["-H", f"Authorization: Bearer {token}"] if token else []
        said = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
        requests = re.search(r"(\d+) requests in", said)
        rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
        assert requests is not None, said
        assert rate is not None, said
        refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
        expected = requests[1] if status >= 400 else "0"
        if "Socket errors" in said or (refused[1] if refused else "0") != expected:
            raise RuntimeError(said)
        return cls(int(requests[1]), float(rate[1]))


def vegeta(targets: list[dict[str, str]], token: str, rate: int, seconds: int) -> dict[str, float]:
    """An open loop: so many requests a second, whatever becomes of those before. Milliseconds."""
    program = TOOLS / "vegeta"
    if not program.exists():
        subprocess.run(
            [installed("go"), "install", VEGETA], env={**os.environ, "GOBIN": str(TOOLS)}, check=True
        )
    header = {"Authorization": [f"Bearer {token}"], "Content-Type": ["application/json"]}
    lines = "".join(json.dumps({**target, "header": header}) + "\n" for target in targets)
    attack = [str(program), "attack", "-format=json", f"-rate={rate}", f"-duration={seconds}s"]
    attack += ["-max-workers=500", "-timeout=10s", "-insecure"]
    raw = subprocess.run(attack, input=lines.encode(), check=True, capture_output=True).stdout
    said = subprocess.run(
        [str(program), "report", "-type=json"], input=raw, check=True, capture_output=True
    ).stdout
    report = json.loads(said)
    latencies = report["latencies"]
    return {
        "p50": latencies["50th"] / 1e6,
        "p99": latencies["99th"] / 1e6,
        "failed": 100 * (1 - report["success"]),
    }
