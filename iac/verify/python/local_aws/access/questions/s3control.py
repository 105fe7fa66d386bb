"""Amazon S3 Control: what is the account's, and the tags of buckets."""

from collections.abc import Iterator

from local_aws.access.questions.asking import Asking
from local_aws.access.verdicts import Question

# Where IAM has another name for what is called.
_ACTIONS = {
    "DeletePublicAccessBlock": "s3:PutAccountPublicAccessBlock",
    "GetPublicAccessBlock": "s3:GetAccountPublicAccessBlock",
    "PutPublicAccessBlock": "s3:PutAccountPublicAccessBlock",
}


def asked(call: Asking) -> Iterator[Question]:
    action = _ACTIONS.get(call.operation, f"s3:{call.operation}")
    yield from call.ask(action, call.texts("ResourceArn"), tags=call.tags())
