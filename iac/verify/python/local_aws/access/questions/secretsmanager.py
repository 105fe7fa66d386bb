"""AWS Secrets Manager, which decrypts in the caller's name.

An ARN ends in six characters of its own; a name stands for any of them.
"""

from collections.abc import Iterator

from local_aws.access import world
from local_aws.access.questions.asking import NEW, Asking
from local_aws.access.verdicts import Question


def asked(call: Asking) -> Iterator[Question]:
    secrets = [
        name if name.startswith("arn:") else call.arn("secretsmanager", f"secret:{name}-{NEW}{NEW}")
        for name in call.texts("SecretId", "Name")
    ]
    yield from call.ask(f"secretsmanager:{call.operation}", secrets, tags=call.tags())
    if call.operation == "GetSecretValue" and (
        key := world.keeping(call.text("SecretId") or "", call.region)
    ):
        yield from call.through("secretsmanager", "kms:Decrypt", key)
