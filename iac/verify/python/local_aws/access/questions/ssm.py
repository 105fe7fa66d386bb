"""AWS Systems Manager's Parameter Store, which encrypts in the caller's name."""

from collections.abc import Iterator

from moto.ssm.models import ssm_backends

from local_aws.access import world
from local_aws.access.questions.asking import Asking
from local_aws.access.verdicts import Question


def asked(call: Asking) -> Iterator[Question]:
    names = call.texts("Name", "Names", "ResourceId")
    resources = [call.arn("ssm", f"parameter/{name.lstrip('/')}") for name in names]
    yield from call.ask(f"ssm:{call.operation}", resources, tags=call.tags())
    if call.operation == "PutParameter":
        if call.tags():
            yield from call.ask("ssm:AddTagsToResource", resources, tags=call.tags())
        if call.text("Type") == "SecureString":
            yield from call.through("ssm", "kms:Encrypt", call.text("KeyId") or "alias/aws/ssm")
    if call.operation in {"GetParameter", "GetParameters"} and call.parameters.get("WithDecryption"):
        for name in names:
            if key := _key(call, name):
                yield from call.through("ssm", "kms:Decrypt", key)


def _key(call: Asking, name: str) -> str | None:
    """The key that a parameter is encrypted with."""
    found = ssm_backends[world.ACCOUNT][call.region].get_parameter(name)
    return str(found.keyid) if found and found.parameter_type == "SecureString" else None
