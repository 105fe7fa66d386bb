"""A call in IAM's words: what the caller must be allowed, one question for each action and resource.

One module a service. Each asks for the action itself and for what AWS asks for besides: tags that come with
what is made, roles that are passed on, keys that another service uses in the caller's name.
"""

from collections.abc import Callable, Iterator, Mapping

from local_aws.access.conditions import Value
from local_aws.access.questions import (
    acm,
    autoscaling,
    backup,
    cloudwatch,
    ec2,
    ecr,
    ecs,
    elb,
    iam,
    kms,
    logs,
    rds,
    route53,
    s3,
    s3control,
    secretsmanager,
    sns,
    ssm,
    sts,
    waf,
)
from local_aws.access.questions.asking import Asking, question
from local_aws.access.unknown import Unknown
from local_aws.access.verdicts import Question
from local_aws.calls import Call

# By the name among the models.
_SERVICES: dict[str, Callable[[Asking], Iterator[Question]]] = {
    "acm": acm.asked,
    "application-autoscaling": autoscaling.asked,
    "backup": backup.asked,
    "cloudwatch": cloudwatch.asked,
    "ec2": ec2.asked,
    "ecr": ecr.asked,
    "ecs": ecs.asked,
    "elbv2": elb.asked,
    "iam": iam.asked,
    "kms": kms.asked,
    "logs": logs.asked,
    "rds": rds.asked,
    "route53": route53.asked,
    "s3": s3.asked,
    "s3control": s3control.asked,
    "secretsmanager": secretsmanager.asked,
    "sns": sns.asked,
    "ssm": ssm.asked,
    "sts": sts.asked,
    "wafv2": waf.asked,
}


def of(call: Call) -> list[Question]:
    """What this call asks for; one that is not known here is refused."""
    service = _SERVICES.get(call.model)
    if service is None or not call.operation:
        raise Unknown(f"{call.service}:{call.operation}")
    return list(service(Asking(call)))


def plain(action: str, resource: str, region: str, context: Mapping[str, Value]) -> Question:
    """A question that no parameters are needed for."""
    return question(action, resource, region, context, {})
