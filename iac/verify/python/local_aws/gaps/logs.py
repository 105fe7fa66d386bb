"""CloudWatch Logs: a group's key can be chosen when it is made, and never after."""

import json
from typing import Any

from moto.logs.responses import LogsResponse

from local_aws.gaps.replace import added


@added(LogsResponse, "associate_kms_key")
def associate(self: Any) -> str:
    """Not implemented."""
    _group(self).kms_key_id = self._get_param("kmsKeyId")
    return json.dumps({})


@added(LogsResponse, "disassociate_kms_key")
def disassociate(self: Any) -> str:
    """Not implemented."""
    _group(self).kms_key_id = None
    return json.dumps({})


def _group(self: Any) -> Any:
    return self.logs_backend.groups[self._get_param("logGroupName")]
