"""How AWS says no: each protocol, and some services, in their own words."""

import json
import warnings

from botocore.exceptions import UnknownServiceError
from botocore.model import OperationNotFoundError
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model

from local_aws.calls import Call

# The status line, headers, and what is said.
Answer = tuple[str, list[tuple[str, str]], bytes]

_FORBIDDEN = "403 Forbidden"
# The status with which these say it, and what they call it.
_JSON = ("400 Bad Request", "AccessDeniedException")
_OTHERS = (_FORBIDDEN, "AccessDenied")
_EC2 = (_FORBIDDEN, "UnauthorizedOperation")

# That everybody may be refused, no model says.
warnings.filterwarnings("ignore", message=r"Exception\(_Error\) with code")


def denied(call: Call, message: str) -> Answer:
    """The caller is known, and may not."""
    status, code = _EC2 if call.service == "ec2" else _JSON if "json" in call.protocol else _OTHERS
    return _said(call, status, code, message)


def unknown(call: Call, code: str, message: str) -> Answer:
    """The caller is not known, and neither may be what he asks for."""
    try:
        return _said(call, _FORBIDDEN, code, message)
    except (UnknownServiceError, OperationNotFoundError):
        return plain(code, message)


def answer(call: Call, code: str, message: str) -> Answer:
    """Refuse for another reason, in the protocol that was spoken."""
    return _said(call, "400 Bad Request", code, message)


def plain(code: str, message: str) -> Answer:
    """Refuse in no protocol; an error of the server's would be tried again for minutes."""
    body = json.dumps({"__type": code, "message": message}).encode()
    headers = [("Content-Type", "application/x-amz-json-1.1"), ("Content-Length", str(len(body)))]
    return "400 Bad Request", headers, body


def _said(call: Call, status: str, code: str, message: str) -> Answer:
    model = get_service_model(call.model)
    serializer = get_serializer_class(call.model, call.protocol)
    said = serializer(operation_model=model.operation_model(call.operation)).serialize(_Error(code, message))
    body = said["body"] if isinstance(said["body"], bytes) else said["body"].encode()
    headers = {**said["headers"], "Content-Length": str(len(body))}
    return status, list(headers.items()), body


class _Error(Exception):
    """An error as moto's serializers read it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message
