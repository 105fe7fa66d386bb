"""The environment's own keys."""

from dataclasses import dataclass
from typing import Any

from end_to_end.facts import REGION, Environment
from end_to_end.stage import Stage


@dataclass(frozen=True)
class Keys:
    arns: frozenset[str]

    def holds(self, key: str) -> bool:
        return any(key in (arn, arn.rsplit("/", 1)[-1]) for arn in self.arns)


def check(stage: Stage, environment: Environment) -> Keys:
    kms = stage.client("kms", REGION)
    arns = set()
    for alias in _aliases(kms):
        if alias["AliasName"].startswith(f"alias/{environment.prefix}"):
            key = kms.describe_key(KeyId=alias["TargetKeyId"])["KeyMetadata"]
            stage.expect.equal(f"state of {alias['AliasName']}", key["KeyState"], "Enabled")
            rotates = kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"]
            stage.expect.true(f"{alias['AliasName']} rotates", rotates)
            arns.add(key["Arn"])
    # Logs, images, alarms, parameters, task storage.
    stage.expect.true("every purpose has a key of its own", len(arns) >= 5, arns)
    return Keys(frozenset(arns))


def _aliases(kms: Any) -> list[dict[str, Any]]:
    return [alias for page in kms.get_paginator("list_aliases").paginate() for alias in page["Aliases"]]
