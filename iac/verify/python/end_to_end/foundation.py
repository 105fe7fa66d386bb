"""What bootstrap lays for the environments, laid in a second: from its rendered files, and without Terraform.

Terraform itself applies that root in a scenario of its own, and waits a minute for it.

`python -m end_to_end.foundation ADDRESS DIRECTORY` lays what a rendered `bootstrap` says on a local AWS, and
prints the ARN of the key of states.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from end_to_end.expectations import Unexpected
from end_to_end.facts import REGION
from end_to_end.roles import ACCOUNT

_REFERENCE = re.compile(r"\$\{(?P<address>[^}]+)\}")


@dataclass
class Foundation:
    """The resources of bootstrap, by type and name; `known` is what references stand for."""

    address: str
    resources: dict[str, dict[str, Any]]
    known: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, address: str, directory: Path) -> "Foundation":
        resources: dict[str, dict[str, Any]] = {}
        for file in sorted(directory.glob("*.tf.json")):
            for kind, named in json.loads(file.read_text()).get("resource", {}).items():
                resources.setdefault(kind, {}).update(named)
        return cls(address, resources)

    def lay(self) -> str:
        """Make everything; the ARN of the key of states."""
        self._buckets_and_key()
        self._roles()
        return self.known["aws_kms_key.state.arn"]

    def _buckets_and_key(self) -> None:
        s3, kms = self._client("s3"), self._client("kms")
        for name, key in self._of("aws_kms_key"):
            tags = [{"TagKey": "environment", "TagValue": "bootstrap"}]
            made = kms.create_key(Policy=key["policy"], Description=key["description"], Tags=tags)
            self._know("aws_kms_key", name, arn=made["KeyMetadata"]["Arn"], id=made["KeyMetadata"]["KeyId"])
        for _, block in self._of("aws_s3_account_public_access_block"):
            settings = {key.title().replace("_", ""): value for key, value in block.items()}
            self._client("s3control").put_public_access_block(
                AccountId=ACCOUNT, PublicAccessBlockConfiguration=settings
            )
        for name, bucket in self._of("aws_s3_bucket"):
            s3.create_bucket(Bucket=bucket["bucket"])
            self._know("aws_s3_bucket", name, arn=f"arn:aws:s3:::{bucket['bucket']}", id=bucket["bucket"])
        for _, policy in self._of("aws_s3_bucket_policy"):
            s3.put_bucket_policy(Bucket=policy["bucket"], Policy=policy["policy"])
        for _, encryption in self._of("aws_s3_bucket_server_side_encryption_configuration"):
            default = encryption["rule"]["apply_server_side_encryption_by_default"]
            rule = {"SSEAlgorithm": default["sse_algorithm"]}
            if "kms_master_key_id" in default:
                rule["KMSMasterKeyID"] = default["kms_master_key_id"]
            s3.put_bucket_encryption(
                Bucket=encryption["bucket"],
                ServerSideEncryptionConfiguration={"Rules": [{"ApplyServerSideEncryptionByDefault": rule}]},
            )
        for _, versioning in self._of("aws_s3_bucket_versioning"):
            status = versioning["versioning_configuration"]["status"]
            s3.put_bucket_versioning(Bucket=versioning["bucket"], VersioningConfiguration={"Status": status})

    def _roles(self) -> None:
        iam = self._client("iam")
        for name, provider in self._of("aws_iam_openid_connect_provider"):
            made = iam.create_open_id_connect_provider(
                Url=provider["url"], ClientIDList=provider["client_id_list"], ThumbprintList=[]
            )
            self._know("aws_iam_openid_connect_provider", name, arn=made["OpenIDConnectProviderArn"])
        for name, user in self._of("aws_iam_user"):
            made = iam.create_user(UserName=user["name"])
            self._know("aws_iam_user", name, arn=made["User"]["Arn"], name=user["name"])
        for name, role in self._of("aws_iam_role"):
            made = iam.create_role(RoleName=role["name"], AssumeRolePolicyDocument=role["assume_role_policy"])
            self._know("aws_iam_role", name, arn=made["Role"]["Arn"], name=role["name"])
        for name, policy in self._of("aws_iam_policy"):
            made = iam.create_policy(PolicyName=policy["name"], PolicyDocument=policy["policy"])
            self._know("aws_iam_policy", name, arn=made["Policy"]["Arn"])
        for _, attached in self._of("aws_iam_role_policy_attachment"):
            iam.attach_role_policy(RoleName=attached["role"], PolicyArn=attached["policy_arn"])
        for _, attached in self._of("aws_iam_user_policy_attachment"):
            iam.attach_user_policy(UserName=attached["user"], PolicyArn=attached["policy_arn"])

    def _of(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Those of one type, with what they refer to filled in."""
        for name, resource in self.resources.get(kind, {}).items():
            yield name, json.loads(_REFERENCE.sub(self._filled, json.dumps(resource)))

    def _filled(self, reference: re.Match[str]) -> str:
        if reference["address"] not in self.known:
            raise Unexpected(f"bootstrap refers to {reference[0]}, which is not laid yet")
        return self.known[reference["address"]]

    def _know(self, kind: str, of: str, **attributes: str) -> None:
        self.known |= {f"{kind}.{of}.{attribute}": value for attribute, value in attributes.items()}

    def _client(self, service: str) -> Any:
        return boto3.client(
            service,
            region_name=REGION,
            endpoint_url=self.address,
            aws_access_key_id="testing",
            aws_secret_access_key="testing",  # noqa: S106 (there is no secret on this machine)
            # S3 Control puts the account before the host, which no DNS knows.
            config=Config(proxies={"http": self.address}),
        )


if __name__ == "__main__":
    print(Foundation.of(sys.argv[1], Path(sys.argv[2])).lay())
