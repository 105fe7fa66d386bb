"""Policy documents, read strictly: what is not known here is refused, and never passed over."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from local_aws.access import conditions
from local_aws.access.unknown import Unknown

# In the older one there are no variables, which here is none in the newer one either.
_VERSIONS = ("2008-10-17", "2012-10-17")
_ELEMENTS = {"Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition"}


@dataclass(frozen=True)
class Statement:
    """`negated` says which of actions and resources are those that it is not about."""

    sid: str
    allows: bool
    principals: Mapping[str, tuple[str, ...]]
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    negated: frozenset[str]
    conditions: tuple[conditions.Condition, ...]


@dataclass(frozen=True)
class Document:
    """A policy, by the name that a refusal calls it, and as it was written."""

    name: str
    statements: tuple[Statement, ...]
    text: str = field(repr=False)


@cache
def parse(name: str, text: str) -> Document:
    """Read a policy of any kind."""
    document = json.loads(text)
    if document.get("Version") not in _VERSIONS or document.keys() - {"Version", "Id", "Statement"}:
        raise Unknown(f"policy {name} has another version or more elements than are known here")
    statements = document["Statement"]
    listed = [statements] if isinstance(statements, Mapping) else statements
    return Document(name, tuple(_statement(name, at, found) for at, found in enumerate(listed)), text)


def _statement(policy: str, at: int, found: Mapping[str, Any]) -> Statement:
    sid = found.get("Sid", str(at + 1))
    if unknown := found.keys() - _ELEMENTS:
        raise Unknown(f"statement {sid} of policy {policy} has {sorted(unknown)}")
    if found["Effect"] not in {"Allow", "Deny"}:
        raise Unknown(f"statement {sid} of policy {policy} has the effect {found['Effect']!r}")
    negated = frozenset(element for element in ("Action", "Resource") if f"Not{element}" in found)
    return Statement(
        sid=sid,
        allows=found["Effect"] == "Allow",
        principals=_principals(found.get("Principal", {})),
        actions=_texts(found.get("Action", found.get("NotAction", []))),
        # In whom a role trusts, the role itself is meant.
        resources=_plain(_texts(found.get("Resource", found.get("NotResource", "*")))),
        negated=negated,
        conditions=tuple(_conditions(found.get("Condition", {}))),
    )


def _principals(found: str | Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    if isinstance(found, str):
        return {"AWS": (found,)}
    return {kind: _texts(named) for kind, named in found.items()}


def _conditions(found: Mapping[str, Mapping[str, Any]]) -> Iterator[conditions.Condition]:
    for operator, keys in found.items():
        for key, values in keys.items():
            yield conditions.parse(operator, key, _plain(_texts(values)))


def _texts(found: Any) -> tuple[str, ...]:
    listed = found if isinstance(found, list) else [found]
    return tuple(str(value).lower() if isinstance(value, bool) else str(value) for value in listed)


def _plain(texts: tuple[str, ...]) -> tuple[str, ...]:
    """None of ours has variables in it; one that has would have to be filled."""
    if variables := [text for text in texts if "${" in text]:
        raise Unknown(f"{variables} has a variable of policies in it")
    return texts
