"""What is outside AWS's API, for scripts that know nothing of a test: the registry and the load balancers."""

import os
import shutil
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deployments import certificate, edge
from deployments.load_balancer import LoadBalancer
from deployments.registry import Registry, storage

Client = Callable[[str], Any]


@dataclass
class Outside:
    # What a program needs to be told to meet it.
    environment: Mapping[str, str]
    registry: Registry
    # By environment.
    load_balancers: dict[str, LoadBalancer]
    # Which commit an image was built from, by digest.
    commits: dict[str, str]

    @classmethod
    @contextmanager
    def start(
        cls, client: Client, facts: dict[str, Any], work: Path, program: str, beyond: bool = False
    ) -> Iterator["Outside"]:
        """Serve what `facts` name until the block ends; other hosts are led to only if asked for."""
        commits: dict[str, str] = {}
        hosts: dict[str, edge.Answering] = {}
        balancers = {}
        with ExitStack() as stage:
            port = _free_port()
            stage.enter_context(storage(program, work, port))
            registry = Registry(client("ecr"), port, commits)
            for found in facts["environments"]:
                mine = [each for each in facts["deployments"] if each["environment"] == found["name"]]
                balancer = balancers[found["name"]] = LoadBalancer(client("ecs"), mine, commits)
                for each in mine:
                    hosts[each["url"].removeprefix("https://")] = balancer.answer
                    hosts[each["repository_url"].partition("/")[0]] = registry.answer
            certificate.write(work / "edge.pem", list(hosts))
            proxy = stage.enter_context(edge.serve(work / "edge.pem", hosts, beyond))
            bundle = _bundle(work)
            environment = {
                "HTTPS_PROXY": proxy,
                "NO_PROXY": "127.0.0.1,localhost",
                "SSL_CERT_FILE": bundle,
                "CURL_CA_BUNDLE": bundle,
            }
            yield cls(environment, registry, balancers, commits)


def _bundle(work: Path) -> str:
    """Whom the machine trusts, and the edge."""
    bundle = work / "bundle.pem"
    trusted = os.environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile
    if trusted and Path(trusted).exists():
        shutil.copy(trusted, bundle)
    with bundle.open("a") as file:
        file.write("\n" + certificate.of(work / "edge.pem"))
    return str(bundle)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
