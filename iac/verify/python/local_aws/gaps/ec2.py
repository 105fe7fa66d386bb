"""Virtual private clouds."""

from typing import Any

from moto.ec2.models.security_groups import SecurityGroupRule

from local_aws.gaps.replace import around


@around(SecurityGroupRule, "__init__")
def keep_description(original: Any, self: Any, *arguments: Any, **named: Any) -> None:
    """A rule that names a group or a prefix list loses its description: the second plan changes it."""
    original(*arguments, **named)
    # The parameters after the backend, the protocol, the group, the two ports and the address range.
    given = dict(zip(("source_group", "prefix_list_id"), arguments[6:8], strict=False)) | named
    for source in (given.get("source_group"), given.get("prefix_list_id")):
        if source and "Description" in source:
            self.ip_range = {"Description": source["Description"], **self.ip_range}
