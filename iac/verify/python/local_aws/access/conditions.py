"""Conditions of statements: the operators that our policies use, and the keys that requests here can have.

<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from local_aws.access.patterns import is_like
from local_aws.access.unknown import Unknown

# A key has one value, or, where it is of those with several, a list; a key that is not there has none.
Value = str | tuple[str, ...]
Context = Mapping[str, Value]

# The keys that requests here can have, in lower case; families go on with a name of the policy's own.
KEYS = frozenset(
    {
        "aws:principalaccount",
        "aws:principalarn",
        "aws:requestedregion",
        "aws:securetransport",
        "aws:sourceowner",
        "aws:tagkeys",
        "ec2:createaction",
        "ecs:cluster",
        "iam:awsservicename",
        "iam:passedtoservice",
        "iam:permissionsboundary",
        "iam:policyarn",
        "kms:calleraccount",
        "kms:viaservice",
        "route53:changeresourcerecordsetsnormalizedrecordnames",
        "s3:x-amz-server-side-encryption",
        "s3:x-amz-server-side-encryption-aws-kms-key-id",
        "token.actions.githubusercontent.com:aud",
        "token.actions.githubusercontent.com:sub",
    }
)
FAMILIES = ("aws:principaltag/", "aws:requesttag/", "aws:resourcetag/")
# Whose values are lists: they are only compared as sets.
SEVERAL = frozenset({"aws:tagkeys", "route53:changeresourcerecordsetsnormalizedrecordnames"})


def _equals(wanted: str, found: str) -> bool:
    return wanted == found


def _arn_like(wanted: str, found: str) -> bool:
    """Part by part: a wildcard does not reach beyond a colon."""
    parts, others = wanted.split(":", 5), found.split(":", 5)
    return len(parts) == len(others) == 6 and all(map(is_like, parts, others))


def _same(wanted: str, found: str) -> bool:
    return wanted.lower() == found.lower()


_COMPARED: dict[str, Callable[[str, str], bool]] = {
    "ArnEquals": _arn_like,
    "ArnLike": _arn_like,
    "Bool": _same,
    "StringEquals": _equals,
    "StringLike": is_like,
}
_NEGATED = {
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "StringNotEquals": "StringEquals",
    "StringNotLike": "StringLike",
}
_SETS = ("ForAllValues", "ForAnyValue")


@dataclass(frozen=True)
class Condition:
    """`over` is how several values are compared, if they are."""

    over: str | None
    operator: str
    if_exists: bool
    key: str
    values: tuple[str, ...]

    def holds(self, context: Context) -> bool:
        """Whether it does; of a key that requests here cannot have, nobody can say."""
        if self.key not in KEYS and not self.key.startswith(FAMILIES):
            raise Unknown(f"the key {self.key} of conditions")
        found = context.get(self.key)
        if self.operator == "Null":
            return (found is None) == (self.values[0].lower() == "true")
        if not found:
            # All of none are as they should be, and none of them is as it should not be.
            absent = self.if_exists or self.over == "ForAllValues" or self.operator in _NEGATED
            return absent and self.over != "ForAnyValue"
        values = found if isinstance(found, tuple) else (found,)
        held = [self._admits(value) for value in values]
        return any(held) if self.over == "ForAnyValue" else all(held)

    def _admits(self, value: str) -> bool:
        negated = self.operator in _NEGATED
        compared = _COMPARED[_NEGATED.get(self.operator, self.operator)]
        return any(compared(wanted, value) for wanted in self.values) != negated


def parse(operator: str, key: str, values: tuple[str, ...]) -> Condition:
    """Refuse operators that are not known, and several values where one is compared."""
    over, _, plain = operator.rpartition(":")
    if_exists = plain.endswith("IfExists")
    plain = plain.removesuffix("IfExists")
    if (over and over not in _SETS) or plain not in _COMPARED.keys() | _NEGATED.keys() | {"Null"}:
        raise Unknown(f"the operator {operator} of conditions")
    lower = key.lower()
    if plain == "Null" and (over or if_exists or len(values) != 1):
        raise Unknown(f"{operator} with {values}")
    if plain != "Null" and lower in KEYS and (lower in SEVERAL) != bool(over):
        raise Unknown(f"{operator} for {key}")
    return Condition(over or None, plain, if_exists, lower, values)
