"""Taking away one action of one statement after the other, and which of them no recorded call misses."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from local_aws.access.documents import Document, Statement
from local_aws.access.verdicts import Principal, Question, judge


@dataclass(frozen=True, order=True)
class Grant:
    """One action of one statement."""

    sid: str
    action: str


def tried(principal: Principal) -> set[Grant]:
    """Every action that a statement of the role's allows."""
    return {
        Grant(statement.sid, action) for _, statement in _allowing(principal) for action in statement.actions
    }


def unnoticed(principal: Principal, questions: list[Question]) -> set[Grant]:
    """What can be taken away and every recorded question is still allowed."""
    by_action = defaultdict(list)
    for question in questions:
        by_action[question.action.lower()].append(question)
    return {
        Grant(statement.sid, action)
        for document, statement in _allowing(principal)
        for action in statement.actions
        if all(
            judge(question, _without(principal, document, statement, action)).allowed
            for question in by_action[action.lower()]
        )
    }


def variants(principal: Principal) -> Iterator[tuple[Principal, str]]:
    """The role without one action of one statement after the other, and which it is."""
    for document, statement in _allowing(principal):
        for action in statement.actions:
            yield _without(principal, document, statement, action), action


def _allowing(principal: Principal) -> Iterator[tuple[Document, Statement]]:
    for document in principal.policies:
        for statement in document.statements:
            if statement.allows:
                yield document, statement


def _without(principal: Principal, document: Document, statement: Statement, action: str) -> Principal:
    less = replace(statement, actions=tuple(other for other in statement.actions if other != action))
    statements = tuple(less if each is statement else each for each in document.statements)
    name = f"{document.name} without {statement.sid} {action}"
    changed = replace(document, name=name, statements=statements, text=_text(document, statement, action))
    policies = tuple(changed if each is document else each for each in principal.policies)
    return replace(principal, policies=policies)


def _text(document: Document, statement: Statement, action: str) -> str:
    """The document without the action, as it would be written."""
    written = json.loads(document.text)
    for each in written["Statement"]:
        if each.get("Sid") == statement.sid:
            each["Action"] = [other for other in each["Action"] if other != action]
    # A statement about nothing is none.
    written["Statement"] = [each for each in written["Statement"] if each["Action"]]
    return json.dumps(written)
