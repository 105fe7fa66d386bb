"""Application Auto Scaling: without its tag actions the provider tries them again for ten minutes."""

import json
from collections import defaultdict
from typing import Any

from moto.applicationautoscaling.models import (
    ApplicationAutoscalingBackend,
    FakeApplicationAutoscalingPolicy,
)
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from local_aws.gaps.replace import added, around

_TAGS: defaultdict[str, dict[str, str]] = defaultdict(dict)


@around(ApplicationAutoScalingResponse, "register_scalable_target")
def remember_tags(original: Any, self: Any) -> str:
    """The tags that come with a new target are dropped."""
    response: str = original()
    _TAGS[json.loads(response)["ScalableTargetARN"]].update(self._get_param("Tags") or {})
    return response


@around(ApplicationAutoscalingBackend, "put_scaling_policy")
def replace_alarms(original: Any, self: Any, **policy: Any) -> Any:
    """A policy that changes gets new alarms, and the old ones are left behind for ever."""
    key = FakeApplicationAutoscalingPolicy.formulate_key(
        policy["service_namespace"],
        policy["resource_id"],
        policy["scalable_dimension"],
        policy["policy_name"],
    )
    if key in self.policies:
        self.policies[key].delete_alarms(self.account_id, self.region_name)
    return original(**policy)


@added(ApplicationAutoScalingResponse, "list_tags_for_resource")
def list_tags(self: Any) -> str:
    """Not implemented."""
    return json.dumps({"Tags": _TAGS[self._get_param("ResourceARN")]})


@added(ApplicationAutoScalingResponse, "tag_resource")
def tag(self: Any) -> str:
    """Not implemented."""
    _TAGS[self._get_param("ResourceARN")].update(self._get_param("Tags") or {})
    return "{}"


@added(ApplicationAutoScalingResponse, "untag_resource")
def untag(self: Any) -> str:
    """Not implemented."""
    for key in self._get_param("TagKeys") or []:
        _TAGS[self._get_param("ResourceARN")].pop(key, None)
    return "{}"


def tags_of(arn: str) -> dict[str, str]:
    """What a target is tagged with."""
    return dict(_TAGS.get(arn, {}))
