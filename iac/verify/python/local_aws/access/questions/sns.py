"""Amazon SNS."""

from collections.abc import Iterator

from local_aws.access import world
from local_aws.access.conditions import Value
from local_aws.access.questions.asking import Asking
from local_aws.access.verdicts import Question


def asked(call: Asking) -> Iterator[Question]:
    topics = call.texts("TopicArn", "ResourceArn")
    if call.operation == "CreateTopic":
        topics = [call.arn("sns", call.text("Name") or "")]
    # A subscription is its topic's.
    topics += [arn.rsplit(":", 1)[0] for arn in call.texts("SubscriptionArn")]
    # Whose the caller is: what a topic's policy says before anybody writes one.
    context: dict[str, Value] = {"aws:sourceowner": world.ACCOUNT}
    yield from call.ask(f"sns:{call.operation}", topics, context, call.tags())
    if call.operation == "CreateTopic" and call.tags():
        yield from call.ask("sns:TagResource", topics, tags=call.tags())
