"""Identity and Access Management."""

from typing import Any

from moto.iam.models import IAMBackend

from local_aws.gaps.replace import around


@around(IAMBackend, "update_role")
def keep_what_is_not_said(
    original: Any, self: Any, role_name: str, role_description: str | None, max_session_duration: Any
) -> Any:
    """A role whose sessions get another length loses its description."""
    description = self.get_role(role_name).description if role_description is None else role_description
    return original(role_name, description, max_session_duration)
