"""The environment's own keys."""

from dataclasses import dataclass
from typing import Any

from end_to_end.facts import REGION, Environment
from end_to_end.stage import Stage

_PURPOSES = {"database", "images", "logs", "notifications", "parameters", "storage"}


@dataclass(frozen=True)
class Keys:
    """The keys' ARNs, by what each is for."""

    arns: dict[str, str]

    def of(self, purpose: str) -> str | None:
        return self.arns.get(purpose)

    def holds(self, key: str) -> bool:
        return any(key in (arn, arn.rsplit("/", 1)[-1]) for arn in self.arns.values())


def check(stage: Stage, environment: Environment) -> Keys:
    kms = stage.client("kms", REGION)
    arns, prefix = {}, f"alias/{environment.prefix}-"
    for alias in _aliases(kms):
        if alias["AliasName"].startswith(prefix):
            key = kms.describe_key(KeyId=alias["TargetKeyId"])["KeyMetadata"]
            stage.expect.equal(f"state of {alias['AliasName']}", key["KeyState"], "Enabled")
            rotates = kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"]
            stage.expect.true(f"{alias['AliasName']} rotates", rotates)
            arns[alias["AliasName"].removeprefix(prefix)] = key["Arn"]
    stage.expect.equal("what has a key", set(arns), _PURPOSES)
    stage.expect.equal("keys that are for two purposes", len(arns) - len(set(arns.values())), 0)
    return Keys(arns)


def _aliases(kms: Any) -> list[dict[str, Any]]:
    return [alias for page in kms.get_paginator("list_aliases").paginate() for alias in page["Aliases"]]
