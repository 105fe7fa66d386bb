"""Amazon CloudWatch Logs."""

from collections.abc import Iterator

from local_aws.access.questions.asking import Asking
from local_aws.access.verdicts import Question


def asked(call: Asking) -> Iterator[Question]:
    group = call.text("logGroupName")
    resources = call.texts("resourceArn")
    if group:
        # As AWS itself writes it when it refuses; only tags are asked about on the group's own ARN.
        stream = call.text("logStreamName") or ""
        resources = [call.arn("logs", f"log-group:{group}:log-stream:{stream}")]
    yield from call.ask(f"logs:{call.operation}", resources, tags=call.tags())
    if call.operation == "CreateLogGroup" and call.tags():
        own = call.arn("logs", f"log-group:{group}")
        yield from call.ask("logs:TagResource", [own], tags=call.tags())
