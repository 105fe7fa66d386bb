"""One call, as it arrives over HTTP: which operation of which service, with what, signed by whom.

The protocols say it in different places; moto's own parsers read all of them.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model
from werkzeug.exceptions import HTTPException

Environment = dict[str, Any]

_SIGNED = re.compile(
    r"Credential=(?P<key>[^/]+)/\d+/(?P<region>[^/]+)/(?P<service>[^/,]+)/aws4_request",
)
# Where the models have another name for it than signatures have.
_MODELS = {"elasticloadbalancing": "elbv2", "monitoring": "cloudwatch"}
# What starts like this is S3 Control's, which signs as S3 does.
_CONTROL = "/v20180820/"
# What a stranger may ask for: he brings a token instead of a signature.
_UNSIGNED = {"AssumeRoleWithWebIdentity": "sts"}


@dataclass(frozen=True)
class Call:
    """`service` is as in signatures, `operation` as in the models; either may be unknown."""

    service: str | None
    operation: str | None
    region: str
    key: str | None
    environment: Environment = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def model(self) -> str:
        """The service's name among the models."""
        if self.service == "s3" and self.environment["PATH_INFO"].startswith(_CONTROL):
            return "s3control"
        return _MODELS.get(self.service or "", self.service or "")

    @property
    def session_token(self) -> str | None:
        linked: str | None = _request(self.environment, b"").args.get("X-Amz-Security-Token")
        return self.header("X-Amz-Security-Token") or linked

    def header(self, name: str) -> str | None:
        found: str | None = self.environment.get("HTTP_" + name.upper().replace("-", "_"))
        return found

    def parameters(self) -> Mapping[str, Any]:
        """What the operation is called with, in the model's words."""
        request = _request(self.environment, self.body)
        operation = get_service_model(self.model).operation_model(self.operation)
        _, labels = _match(self.model, request)
        parser = PROTOCOL_PARSERS[self.protocol](operation)
        parsed: Mapping[str, Any] = parser.parse(
            {
                "method": request.method,
                "values": request.values,
                "headers": request.headers,
                "body": self.body,
                "url_path": request.path,
                "url_params": labels,
            }
        )
        return parsed

    @property
    def protocol(self) -> str:
        """Of those that the service speaks, the one that was used."""
        request = _request(self.environment, self.body)
        protocol: str = determine_request_protocol(get_service_model(self.model), request.content_type)
        return protocol


def read(environment: Environment) -> Call:
    """Read the call, and put its body back."""
    body = _body(environment)
    signed = _signature(environment)
    if not signed:
        asked = _request(environment, body).values.get("Action")
        return Call(_UNSIGNED.get(asked or ""), asked, "us-east-1", None, environment, body)
    call = Call(signed["service"], None, signed["region"], signed["key"], environment, body)
    return Call(call.service, _operation(call), call.region, call.key, environment, body)


def _signature(environment: Environment) -> re.Match[str] | None:
    """It is in a header, or, where a link was signed, in the link."""
    if signed := _SIGNED.search(environment.get("HTTP_AUTHORIZATION", "")):
        return signed
    linked = _request(environment, b"").args.get("X-Amz-Credential", "")
    return _SIGNED.search(f"Credential={linked}")


def _operation(call: Call) -> str | None:
    if target := call.header("X-Amz-Target"):
        return target.rsplit(".", 1)[-1]
    request = _request(call.environment, call.body)
    if named := request.values.get("Action"):
        return str(named)
    operation, _ = _match(call.model, request)
    return operation


def _match(model: str, request: Request) -> tuple[str | None, Mapping[str, Any]]:
    """Which operation has this address, and what the address says."""
    try:
        operation, labels = get_service_router(model).match(request)
    except HTTPException:
        return None, {}
    return operation.name, labels


def _request(environment: Environment, body: bytes) -> Request:
    return Request({**environment, "wsgi.input": io.BytesIO(body)})


def _body(environment: Environment) -> bytes:
    stream = environment["wsgi.input"]
    if length := environment.get("CONTENT_LENGTH"):
        body: bytes = stream.read(int(length))
    elif environment.get("wsgi.input_terminated") and environment["REQUEST_METHOD"] in {"POST", "PUT"}:
        body = stream.read()
        environment["CONTENT_LENGTH"] = str(len(body))
    else:
        body = b""
    environment["wsgi.input"] = io.BytesIO(body)
    return body
