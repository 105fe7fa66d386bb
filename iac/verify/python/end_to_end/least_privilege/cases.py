"""Cases for two evaluators: what the roles have asked, and what that would be with one thing changed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from end_to_end.least_privilege import removals
from local_aws.access.conditions import Value
from local_aws.access.documents import Document, parse
from local_aws.access.verdicts import Guard, Principal, Question

# KMS judges nothing without the key's own policy: that of a key which is only being made.
_OF_NEW_KEY = parse(
    "key/new",
    json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                }
            ],
        }
    ),
)
_TAGS = ("aws:requesttag/", "aws:resourcetag/", "aws:tagkeys")
# What AWS adds to every request.
_ALWAYS = ("aws:principal", "aws:requestedregion", "aws:securetransport")


@dataclass(frozen=True)
class Case:
    """A question, who asks it, and the policy of what it is about."""

    principal: Principal
    question: Question
    guard: Guard | None


def of(
    asked: Mapping[str, list[Question]],
    principals: Iterable[Principal],
    guards: Mapping[str, Document],
    environments: tuple[str, str],
) -> Iterator[Case]:
    """Every kind of question, by every role; with one thing after the other changed, and less granted."""
    for principal in principals:
        own = _few(asked[principal.arn])
        everybodys = {_key(each): each for questions in asked.values() for each in _few(questions)}
        changed = {_key(each): each for question in own for each in _changed(question, environments)}
        for question in (everybodys | changed).values():
            yield Case(principal, question, _guard(question, guards))
        by_action = {question.action.lower(): question for question in own}
        for less, action in removals.variants(principal):
            if same := by_action.get(action.lower()):
                yield Case(less, same, _guard(same, guards))


def _few(questions: list[Question]) -> list[Question]:
    """Of what differs by the names and the tags of things alone, one is as good as a hundred."""
    kept: dict[tuple[object, ...], Question] = {}
    for question in questions:
        keys = frozenset(key.partition("/")[0] for key in question.context)
        kept[question.action, question.resource.partition("/")[0], keys] = question
    return list(kept.values())


def _key(question: Question) -> str:
    return json.dumps([question.action, question.resource, dict(question.context), question.unsaid])


def _changed(question: Question, environments: tuple[str, str]) -> Iterator[Question]:
    yield _of_the_other(question, *environments)
    context = question.context
    yield replace(question, context=_without(context, _TAGS))
    kept = {key: value for key, value in context.items() if key.startswith((*_TAGS, *_ALWAYS))}
    yield replace(question, context=kept)


def _of_the_other(question: Question, own: str, other: str) -> Question:
    """The same of the other environment's: by its names and by its tags."""

    def renamed(text: str) -> str:
        for start in ("healthcare-app-", "healthcare-app/", "bootstrap-"):
            text = text.replace(f"{start}{own}", f"{start}{other}")
        return other if text == own else text

    context: dict[str, Value] = {
        key: renamed(value) if isinstance(value, str) else tuple(map(renamed, value))
        for key, value in question.context.items()
    }
    return replace(question, resource=renamed(question.resource), context=context)


def _without(context: Mapping[str, Value], starts: tuple[str, ...]) -> dict[str, Value]:
    return {key: value for key, value in context.items() if not key.startswith(starts)}


def _guard(question: Question, guards: Mapping[str, Document]) -> Guard | None:
    if question.action.startswith("kms:") and question.resource != "*":
        return Guard(guards.get(question.resource, _OF_NEW_KEY), binds=True)
    document = guards.get(question.resource) or guards.get(question.resource.partition("/")[0])
    return Guard(document, binds=False) if document else None
