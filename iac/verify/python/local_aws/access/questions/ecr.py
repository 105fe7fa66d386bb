"""Amazon ECR."""

from collections.abc import Iterator

from moto.ecr.models import ecr_backends

from local_aws.access import world
from local_aws.access.questions.asking import Asking
from local_aws.access.verdicts import Question


def asked(call: Asking) -> Iterator[Question]:
    names = call.texts("repositoryName", "repositoryNames")
    if not names and call.operation == "DescribeRepositories":
        names = ["*"]
    repositories = [call.arn("ecr", f"repository/{name}") for name in names] or call.given("ecr")
    yield from call.ask(f"ecr:{call.operation}", repositories, tags=call.tags())
    if call.operation == "CreateRepository":
        if call.tags():
            yield from call.ask("ecr:TagResource", repositories, tags=call.tags())
        encryption = call.parameters.get("encryptionConfiguration", {})
        if key := encryption.get("kmsKey"):
            yield from call.through("ecr", "kms:CreateGrant", key)
            yield from call.through("ecr", "kms:DescribeKey", key)
    if call.operation == "DeleteRepository" and (key := _key(call, names[0])):
        yield from call.through("ecr", "kms:RetireGrant", key)


def _key(call: Asking, name: str) -> str | None:
    """The key that a repository is encrypted with, if it is one of KMS's."""
    found = ecr_backends[world.ACCOUNT][call.region].repositories.get(name)
    return found.encryption_configuration.get("kmsKey") if found else None
