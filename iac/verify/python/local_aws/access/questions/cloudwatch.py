"""Amazon CloudWatch."""

from collections.abc import Iterator

from local_aws.access import world
from local_aws.access.questions.asking import Asking
from local_aws.access.verdicts import Question

# Which may be asked for all there are.
_ALL = {"DescribeAlarms": "alarm:*"}


def asked(call: Asking) -> Iterator[Question]:
    alarms = [call.arn("cloudwatch", f"alarm:{name}") for name in call.texts("AlarmName", "AlarmNames")]
    boards = [
        f"arn:aws:cloudwatch::{world.ACCOUNT}:dashboard/{name}"
        for name in call.texts("DashboardName", "DashboardNames")
    ]
    # An alarm names topics too, and they are not asked about.
    named = alarms or boards or call.texts("ResourceARN")
    if not named and call.operation in _ALL:
        named = [call.arn("cloudwatch", _ALL[call.operation])]
    yield from call.ask(f"cloudwatch:{call.operation}", named, tags=call.tags())
    if call.operation == "PutMetricAlarm" and call.tags():
        yield from call.ask("cloudwatch:TagResource", alarms, tags=call.tags())
