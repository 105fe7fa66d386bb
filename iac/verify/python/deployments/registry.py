"""The registry of the local AWS: a real one keeps the images, and the local AWS is asked as Amazon ECR is."""

import base64
import hashlib
import json
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from deployments.answer import Answer
from deployments.family import dies_with_us
from end_to_end.expectations import Unexpected
from end_to_end.processes import stop

_PATIENCE = 60.0
_DROPPED = {"connection", "content-length", "transfer-encoding", "date"}


@contextmanager
def storage(program: str, work: Path, port: int) -> Iterator[None]:
    """Run the registry until the block ends; its programs are killed with whoever started them."""
    configuration = work / "registry.yml"
    configuration.write_text(
        json.dumps(
            {
                "version": "0.1",
                "log": {"level": "error", "accesslog": {"disabled": True}},
                "storage": {"filesystem": {"rootdirectory": str(work / "registry")}},
                "http": {"addr": f"127.0.0.1:{port}"},
            }
        )
    )
    with (work / "registry.log").open("w") as log:  # it tells of every blob that is not there yet
        process = subprocess.Popen(
            [*dies_with_us(), program, "serve", str(configuration)],
            stdin=subprocess.DEVNULL,
            stderr=log,
            text=True,
        )
    try:
        _wait(process, port)
        yield
    finally:
        stop(process)


def _wait(process: subprocess.Popen[str], port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/v2/")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.05)
    raise Unexpected("the registry did not start")


class Registry:
    """What clients of a repository's URL meet."""

    def __init__(self, ecr: Any, port: int, commits: dict[str, str]) -> None:
        # Which commit an image was built from, by digest: as its own label says.
        self._commits = commits
        self._ecr = ecr
        self._port = port
        token = ecr.get_authorization_token()["authorizationData"][0]["authorizationToken"]
        self._password = f"Basic {token}"
        assert base64.b64decode(token).startswith(b"AWS:")
        # How many images were pushed, by repository.
        self.pushes: Counter[str] = Counter()

    def answer(self, method: str, path: str, headers: "Message[str, str]", body: bytes) -> Answer:
        if headers.get("Authorization") != self._password:
            return Answer(401, {"WWW-Authenticate": 'Basic realm="https://ecr/",service="ecr.amazonaws.com"'})
        name, _, reference = path.removeprefix("/v2/").partition("/manifests/")
        if not reference:
            return self._forward(method, path, headers, body)
        if method == "PUT":
            return self._push(name, reference, path, headers, body)
        kind = "imageDigest" if reference.startswith("sha256:") else "imageTag"
        try:
            self._ecr.describe_images(repositoryName=name, imageIds=[{kind: reference}])
        except ClientError as error:
            return _refusal(404, "MANIFEST_UNKNOWN", error)
        return self._forward(method, path, headers, body)

    def _push(self, name: str, tag: str, path: str, headers: "Message[str, str]", body: bytes) -> Answer:
        """ECR decides whether a tag may be set."""
        try:
            self._ecr.put_image(
                repositoryName=name,
                imageManifest=body.decode(),
                imageTag=tag,
                imageManifestMediaType=headers["Content-Type"],
            )
        except ClientError as error:
            return _refusal(400, "TAG_INVALID", error)
        self.pushes[name] += 1
        answer = self._forward("PUT", path, headers, body)
        blob = f"/v2/{name}/blobs/{json.loads(body)['config']['digest']}"
        asked: Message[str, str] = Message()
        asked["Host"] = headers["Host"]
        labels = json.loads(self._forward("GET", blob, asked, b"").body)["config"]["Labels"]
        digest = f"sha256:{hashlib.sha256(body).hexdigest()}"
        self._commits[digest] = labels["org.opencontainers.image.revision"]
        return answer

    def _forward(self, method: str, path: str, headers: "Message[str, str]", body: bytes) -> Answer:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for header, value in headers.items():
            if header.lower() != "authorization":
                connection.putheader(header, value)
        connection.putheader("X-Forwarded-Proto", "https")
        connection.endheaders(body)
        response = connection.getresponse()
        found = {name: value for name, value in response.getheaders() if name.lower() not in _DROPPED}
        length = response.getheader("Content-Length") if method == "HEAD" else None
        return Answer(response.status, found, response.read(), length)


def _refusal(status: int, code: str, error: ClientError) -> Answer:
    body = {"errors": [{"code": code, "message": str(error)}]}
    return Answer(status, {"Content-Type": "application/json"}, json.dumps(body).encode())
