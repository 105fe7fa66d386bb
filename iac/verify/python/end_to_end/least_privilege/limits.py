"""Taking away what limits a role: without each denial and each condition, something more is allowed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from local_aws.access.conditions import Value
from local_aws.access.documents import Document, Statement, parse
from local_aws.access.patterns import is_like
from local_aws.access.verdicts import Principal, Question, judge

_EVERYTHING = parse(
    "everything",
    json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Sid": "Everything", "Effect": "Allow", "Action": "*", "Resource": "*"}],
        }
    ),
)
# What AWS adds to every request, and nobody chooses.
_ALWAYS = ("aws:principal", "aws:requestedregion", "aws:securetransport", "kms:calleraccount")
_SOMEBODY = "somebody-else"
_OTHERS_TAG = {"aws:resourcetag/environment": _SOMEBODY}


@dataclass(frozen=True, order=True)
class Limit:
    """A denied action of a statement, or a key of its conditions."""

    sid: str
    what: str


def denials(principal: Principal) -> set[Limit]:
    return {Limit(statement.sid, action) for _, statement, action in _denying(principal)}


def conditions(principal: Principal) -> set[Limit]:
    return {Limit(statement.sid, _told(statement, at)) for _, statement, at in _conditional(principal)}


def needless_denials(principal: Principal, attempts: list[Question]) -> set[Limit]:
    """Denials without which nothing is allowed that was tried, even to somebody who may everything else."""
    almighty = replace(principal, policies=(*principal.policies, _EVERYTHING))
    denied = [question for question in attempts if not judge(question, almighty).allowed]
    return {
        Limit(statement.sid, action)
        for document, statement, action in _denying(principal)
        if not _allows(
            almighty,
            document,
            statement,
            replace(statement, actions=tuple(each for each in statement.actions if each != action)),
            [question for question in denied if is_like(action.lower(), question.action.lower())],
        )
    }


def needless_conditions(principal: Principal, asked: list[Question]) -> set[Limit]:
    """Conditions without which nothing is allowed that was asked with another value, or with none.

    Denials and the boundary are left out of it: some keep what a condition keeps, too.
    """
    principal = replace(principal, policies=tuple(map(_granting, principal.policies)), boundary=None)
    otherwise = [changed for question in asked for changed in _otherwise(question)]
    denied = [question for question in otherwise if not judge(question, principal).allowed]
    needless = set()
    for document, statement, at in _conditional(principal):
        rest = statement.conditions[:at] + statement.conditions[at + 1 :]
        about = [question for question in denied if question.action in statement.actions]
        if not _allows(principal, document, statement, replace(statement, conditions=rest), about):
            needless.add(Limit(statement.sid, _told(statement, at)))
    return needless


def _granting(document: Document) -> Document:
    return replace(document, statements=tuple(each for each in document.statements if each.allows))


def _allows(
    principal: Principal,
    document: Document,
    statement: Statement,
    instead: Statement,
    questions: list[Question],
) -> bool:
    """Whether one of these is allowed with another statement instead of that one."""
    statements = tuple(instead if each is statement else each for each in document.statements)
    changed = replace(document, statements=statements)
    policies = tuple(changed if each is document else each for each in principal.policies)
    return any(judge(question, replace(principal, policies=policies)).allowed for question in questions)


def _otherwise(question: Question) -> Iterator[Question]:
    """The question with one value after the other changed, taken away, or added."""
    for key, value in question.context.items():
        if not key.startswith(_ALWAYS):
            other: Value = _SOMEBODY if isinstance(value, str) else (_SOMEBODY,)
            rest = {name: kept for name, kept in question.context.items() if name != key}
            yield replace(question, context=rest)
            yield replace(question, context={**rest, key: other})
    yield replace(question, context={**question.context, **_OTHERS_TAG})


def _denying(principal: Principal) -> Iterator[tuple[Document, Statement, str]]:
    for document in principal.policies:
        for statement in document.statements:
            if not statement.allows:
                for action in statement.actions:
                    yield document, statement, action


def _conditional(principal: Principal) -> Iterator[tuple[Document, Statement, int]]:
    for document in principal.policies:
        for statement in document.statements:
            if statement.allows:
                for at in range(len(statement.conditions)):
                    yield document, statement, at


def _told(statement: Statement, at: int) -> str:
    condition = statement.conditions[at]
    return f"{condition.operator} {condition.key}"
