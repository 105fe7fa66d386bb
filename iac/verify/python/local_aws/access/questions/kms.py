"""AWS KMS. Of an alias, the key that it names is asked about as well."""

from collections.abc import Iterator

from moto.kms.models import kms_backends

from local_aws.access import world
from local_aws.access.questions.asking import NEW, Asking
from local_aws.access.verdicts import Question


def asked(call: Asking) -> Iterator[Question]:
    yield from call.ask(f"kms:{call.operation}", _resources(call), tags=call.tags())
    if call.operation == "CreateKey" and call.tags():
        yield from call.ask("kms:TagResource", [call.arn("kms", f"key/{NEW}")], tags=call.tags())


def _resources(call: Asking) -> Iterator[str]:
    for key in call.texts("KeyId", "TargetKeyId"):
        yield world.key_of(key, call.region)
    if alias := call.text("AliasName"):
        yield call.arn("kms", alias)
        named = kms_backends[world.ACCOUNT][call.region].get_key_id_from_alias(alias)
        if named:
            yield world.key_of(named, call.region)
