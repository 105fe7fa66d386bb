"""Whether a request is allowed: by identity policies, the permissions boundary, the resource's own policy.

<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>, for one account,
without an organisation and session policies. It knows only what it is handed: it can be asked offline.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from local_aws.access.conditions import Value
from local_aws.access.documents import Document, Statement
from local_aws.access.patterns import is_like
from local_aws.access.unknown import Unknown


@dataclass(frozen=True)
class Question:
    """Whether this may be done to that, when all this is so.

    `unsaid` are starts of keys that AWS would have a value for and that nobody here has worked out.
    """

    action: str
    resource: str
    context: Mapping[str, Value]
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guard:
    """The policy of the resource; where it `binds`, nothing is allowed that it does not allow."""

    document: Document
    binds: bool


@dataclass(frozen=True)
class Principal:
    """Who asks. A role's session is trusted by the role's ARN as well as by its own."""

    arn: str
    role: str | None
    account: str
    policies: tuple[Document, ...]
    boundary: Document | None

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.arn, self.role or self.arn})


@dataclass(frozen=True)
class Verdict:
    allowed: bool
    why: str


def judge(question: Question, principal: Principal, guard: Guard | None = None) -> Verdict:
    """AWS's order: whatever denies, then whatever allows, and all that must."""
    identity = [_found(question, document) for document in principal.policies]
    boundary = [_found(question, principal.boundary)] if principal.boundary else []
    guarding = _found(question, guard.document) if guard else []
    named = [statement for statement in guarding if _names(statement, principal)]
    for kind, found in (
        ("an identity-based policy", [statement for each in identity for statement in each]),
        ("a permissions boundary", [statement for each in boundary for statement in each]),
        ("a resource-based policy", named),
    ):
        if denial := next((statement for statement in found if not statement.allows), None):
            return Verdict(False, f"with an explicit deny in {kind} ({denial.sid})")
    direct = _direct(named, principal)
    if guard and guard.binds and not named:
        return Verdict(False, "because no resource-based policy allows the action")
    if direct is None and not any(identity):
        return Verdict(False, "because no identity-based policy allows the action")
    # What is granted to a session or a user by name is outside the boundary.
    if boundary and not any(boundary) and (direct is None or direct == principal.role):
        return Verdict(False, "because no permissions boundary allows the action")
    return Verdict(True, "")


def trusts(document: Document, question: Question, kind: str, who: str) -> bool:
    """Whether a role can be taken on by somebody from elsewhere, whom only its own policy knows."""
    found = _found(question, document)
    named = [statement for statement in found if who in statement.principals.get(kind, ())]
    return any(named) and all(statement.allows for statement in named)


def _found(question: Question, document: Document) -> list[Statement]:
    return [statement for statement in document.statements if _is_about(statement, question)]


def _is_about(statement: Statement, question: Question) -> bool:
    action = any(is_like(each.lower(), question.action.lower()) for each in statement.actions)
    resource = any(is_like(each, question.resource) for each in statement.resources)
    if action == ("Action" in statement.negated) or resource == ("Resource" in statement.negated):
        return False
    for condition in statement.conditions:
        if condition.key.startswith(question.unsaid):
            raise Unknown(f"{condition.key} of {question.resource}, for {question.action}")
    return all(condition.holds(question.context) for condition in statement.conditions)


def _names(statement: Statement, principal: Principal) -> bool:
    named = set(statement.principals.get("AWS", ()))
    return bool(named & ({"*", principal.account, _root(principal)} | principal.names))


def _direct(named: list[Statement], principal: Principal) -> str | None:
    """As whom a resource's policy names the caller, if not as one of the account."""
    for statement in named:
        for who in statement.principals.get("AWS", ()):
            if who == "*" or who in principal.names:
                return principal.arn if who == "*" else who
    return None


def _root(principal: Principal) -> str:
    return f"arn:aws:iam::{principal.account}:root"
