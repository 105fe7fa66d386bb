"""Key Management Service."""

import json
from typing import Any

from moto.kms.responses import KmsResponse

from local_aws.gaps.replace import around

_DEFAULT_DAYS = 365


@around(KmsResponse, "enable_key_rotation")
def remember_rotation_period(original: Any, self: Any) -> str:
    """The period is dropped and read back as 0, so that every plan changes it."""
    response: str = original()
    _key(self).rotation_period = self._get_param("RotationPeriodInDays") or _DEFAULT_DAYS
    return response


@around(KmsResponse, "get_key_rotation_status")
def say_rotation_period(original: Any, self: Any) -> str:
    """The other half."""
    status = json.loads(original())
    if status["KeyRotationEnabled"]:
        status["RotationPeriodInDays"] = getattr(_key(self), "rotation_period", _DEFAULT_DAYS)
    return json.dumps(status)


def _key(self: Any) -> Any:
    return self.kms_backend.keys[self.kms_backend.get_key_id(self._get_param("KeyId"))]
