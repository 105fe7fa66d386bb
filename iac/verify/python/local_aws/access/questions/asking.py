"""What a call is, for those who translate it into IAM's words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from local_aws.access import world
from local_aws.access.catalogue import fitting
from local_aws.access.conditions import Value
from local_aws.access.verdicts import Question
from local_aws.calls import Call

# The last part of the ARN of what is only being made.
NEW = "new"


class Asking:
    """A call with its parameters, and what every question about it has in common."""

    def __init__(self, call: Call) -> None:
        self.operation = call.operation or ""
        self.region = call.region
        self.header = call.header
        self.parameters = call.parameters()

    def text(self, *names: str) -> str | None:
        """The first of these parameters that was given, as text."""
        return next((str(self.parameters[name]) for name in names if self.parameters.get(name)), None)

    def texts(self, *names: str) -> list[str]:
        """All of these parameters that were given, one after the other; some are lists."""
        found: list[str] = []
        for name in names:
            value = self.parameters.get(name) or []
            found.extend([value] if isinstance(value, str) else value)
        return found

    def arn(self, service: str, resource: str) -> str:
        return f"arn:aws:{service}:{self.region}:{world.ACCOUNT}:{resource}"

    def given(self, service: str) -> list[str]:
        """The ARNs of this service's anywhere in the call."""
        return [text for text in _walk(self.parameters) if text.startswith(f"arn:aws:{service}:")]

    def tags(self) -> dict[str, str]:
        """The tags that come with the call; services write them in four ways."""
        found = (
            self.parameters.get("Tags") or self.parameters.get("tags") or self.parameters.get("TagList") or []
        )
        if isinstance(found, Mapping):
            return {str(key): str(value) for key, value in found.items()}
        return dict(map(_tag, found))

    def ask(
        self,
        action: str,
        candidates: Iterable[str] = (),
        context: Mapping[str, Value] | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> Iterator[Question]:
        """May the caller do this to whichever of these it is done to; with these tags, if any are given."""
        for resource in fitting(action, candidates):
            yield question(action, resource, self.region, context or {}, tags or {})

    def through(self, service: str, action: str, key: str) -> Iterator[Question]:
        """May the caller use this key through the service that does it for him; AWS's own, anybody may."""
        if key.startswith("alias/aws/"):
            return iter(())
        arn = world.key_of(key, self.region)
        return self.ask(action, [arn], {"kms:viaservice": f"{service}.{self.region}.amazonaws.com"})


def question(
    action: str,
    resource: str,
    region: str,
    context: Mapping[str, Value],
    tags: Mapping[str, str],
) -> Question:
    """Add what AWS knows besides: where, how, and the tags of what is there."""
    service = (resource if resource != "*" else f"arn:aws:{action}").split(":")[2]
    said: dict[str, Value] = {"aws:requestedregion": region, "aws:securetransport": "true"}
    if action.startswith("kms:"):
        said["kms:calleraccount"] = world.ACCOUNT
    said |= {f"aws:requesttag/{name}".lower(): value for name, value in tags.items()}
    if tags:
        said["aws:tagkeys"] = tuple(tags)
    # It is not worked out which tags the resources of other services have.
    unsaid = () if service in world.TAGGED else ("aws:resourcetag/",)
    if resource != "*" and not unsaid:
        own = world.tags_of(resource)
        said |= {f"aws:resourcetag/{name}".lower(): value for name, value in own.items()}
    return Question(action, resource, {**said, **context}, unsaid)


def _walk(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _walk(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _walk(each)


def walk(value: Any) -> Iterator[str]:
    """Every text in it."""
    return _walk(value)


def _tag(found: Mapping[str, str]) -> tuple[str, str]:
    named = {key.lower().removeprefix("tag"): value for key, value in found.items()}
    return named["key"], named.get("value", "")
