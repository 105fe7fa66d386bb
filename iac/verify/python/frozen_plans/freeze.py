"""How a plan is written down: what is read of it, one line for each resource."""

import json
from pathlib import Path
from typing import Any

from end_to_end.expectations import Unexpected
from end_to_end.terraform import Terraform

# What `iac plan-summary` does not look at is left out, since it is most of a plan: `prior_state`, `planned_values`,
# `variables`, `timestamp`, and of `configuration` all but which resource refers to which.
_KEPT = ("format_version", "terraform_version", "applyable", "complete", "errored")
_LISTED = ("resource_drift", "resource_changes", "relevant_attributes", "checks")


def freeze(terraform: Terraform, file: Path, *options: str, fails: bool = False, lean: bool = False) -> str:
    """Plan, and write down what Terraform says of the plan; what it printed.

    In a lean one, of a resource that stays as it is there is no more than its id.
    """
    planned = terraform.plan("frozen.tfplan", *options)
    if (planned.code != 0) is not fails:
        raise Unexpected(f"the plan for {file.name} ended with {planned.code}")
    plan = terraform.show("frozen.tfplan")
    if lean:
        for resource in plan["resource_changes"]:
            _lean(resource["change"])
    file.write_text(_text(plan))
    return planned.text


def _lean(change: dict[str, Any]) -> None:
    if change["actions"] == ["no-op"]:
        for side in ("before", "after"):
            change[side] = {"id": change[side].get("id")}
            change.pop(f"{side}_sensitive", None)


def _text(plan: dict[str, Any]) -> str:
    members = [f"{_compact(key)}: {_compact(plan[key])}" for key in _KEPT if key in plan]
    for key in _LISTED:
        if plan.get(key):
            lines = ",\n".join(_compact(element) for element in plan[key])
            members.append(f"{_compact(key)}: [\n{lines}\n]")
    if plan.get("output_changes"):
        lines = ",\n".join(f"{_compact(name)}: {_compact(it)}" for name, it in plan["output_changes"].items())
        members.append(f'"output_changes": {{\n{lines}\n}}')
    resources = plan.get("configuration", {}).get("root_module", {}).get("resources", [])
    lines = ",\n".join(_compact(found) for found in map(_references, resources) if found["expressions"])
    members.append(f'"configuration": {{"root_module": {{"resources": [\n{lines}\n]}}}}')
    return "{\n" + ",\n".join(members) + "\n}\n"


def _references(resource: dict[str, Any]) -> dict[str, Any]:
    """The resource without anything but what its arguments refer to."""
    expressions = {
        name: {"references": expression["references"]}
        for name, expression in resource.get("expressions", {}).items()
        if isinstance(expression, dict) and "references" in expression
    }
    return {"address": resource["address"], "expressions": expressions}


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
