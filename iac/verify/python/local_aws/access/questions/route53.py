"""Amazon Route 53. It is the same everywhere: its ARNs have neither region nor account."""

from collections.abc import Iterator

from local_aws.access.conditions import Value
from local_aws.access.questions.asking import Asking
from local_aws.access.verdicts import Question


def asked(call: Asking) -> Iterator[Question]:
    context: dict[str, Value] = {}
    if call.operation == "ChangeResourceRecordSets":
        changes = call.parameters["ChangeBatch"]["Changes"]
        names = [change["ResourceRecordSet"]["Name"].lower().rstrip(".") for change in changes]
        context["route53:changeresourcerecordsetsnormalizedrecordnames"] = tuple(names)
    kind = "change" if call.operation == "GetChange" else "hostedzone"
    resources = [
        f"arn:aws:route53:::{kind}/{name.rsplit('/', 1)[-1]}"
        for name in call.texts("Id", "HostedZoneId", "ResourceId")
    ]
    yield from call.ask(f"route53:{call.operation}", resources, context)
