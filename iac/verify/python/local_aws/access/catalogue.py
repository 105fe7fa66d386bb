"""What AWS lets a policy name: which actions there are, and the kinds of resources that each acts on.

The list is that of `iac check`; `iac/check/data/README.md` says where it is from and how it is written.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from local_aws.access.patterns import is_like
from local_aws.access.unknown import Unknown

_LIST = Path(__file__).parents[4] / "check/data/actions.txt"

# Where IAM names no resource and the service's documentation does.
_BESIDES = {
    "elasticloadbalancing:SetWebAcl": ("arn:*:elasticloadbalancing:*:*:loadbalancer/*",),
    # The list knows container instances alone; the cluster is in a condition.
    "ecs:ListTasks": (),
}


def fitting(action: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Which of these resources the action is judged on; `*` where it knows none."""
    kinds = _BESIDES.get(action, kinds_of(action))
    if not kinds:
        return ("*",)
    found = tuple(
        dict.fromkeys(arn for arn in candidates if any(is_like(kind, arn) for kind in kinds)),
    )
    if not found:
        raise Unknown(f"on which resource {action} is asked for")
    return found


def kinds_of(action: str) -> tuple[str, ...]:
    """The ARNs of the kinds that the action knows, with `*` for what varies."""
    kinds = _known().get(action.lower())
    if kinds is None:
        raise Unknown(f"IAM has no action {action}")
    return kinds


@cache
def _known() -> dict[str, tuple[str, ...]]:
    known, service, arns = {}, "", dict[str, str]()
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            service, arns = line.strip("[]"), {}
        elif line.startswith("@"):
            kind, arns[kind] = line[1:].split(" ", 1)
        else:
            name, _, *kinds = line.split(" ")
            known[f"{service}:{name}".lower()] = tuple(arns[kind.rstrip("!")] for kind in kinds)
    return known
