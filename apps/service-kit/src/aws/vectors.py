"""Makes the files in vectors/ beside this: what the AWS SDK for Python makes of the inputs of our own tests.

    pip install botocore==1.43.11 && python3 vectors.py

The clock is stopped for each, and nobody is asked: the SDK signs with the keys that it is given.
"""

import datetime
import json
import pathlib
from collections.abc import Callable
from typing import Any

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.session

Inputs = dict[str, Any]

KEYS: Inputs = {
    "region": "us-east-1",
    "keyId": "ASIAEXAMPLE",
    # The one of the documentation's examples.
    "secret": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    # As STS gives them: base64, which has to be encoded, and long.
    "sessionToken": "IQoJb3JpZ2luX2VjEA//////////wEaCXVzLWVhc3QtMSJ" + "Ab+/9=" * 40 + "==",
    "at": "2026-11-26T15:06:00Z",
}
LOGIN: Inputs = {
    "host": "healthcare-app-prod.cluster-cabcdefghijk.us-east-1.rds.amazonaws.com",
    "port": 5432,
    "role": "patient_service",
    **KEYS,
}
READING: Inputs = {
    "host": "secretsmanager.us-east-1.amazonaws.com",
    "arn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1a2b3c4d-AbCdEf",
    **KEYS,
}
USER: Inputs = {"keyId": "AKIDEXAMPLE", "sessionToken": None}
ENCODED: Inputs = {
    "keyId": "AKID/+=EXAMPLE",
    "secret": "se cret/+=%~é",
    "sessionToken": "to ken/+=%~é",
}
# What is otherwise in each.
LOGINS: dict[str, Inputs] = {
    "a task's": {},
    "a user's, without a session": USER,
    "another port and region": {
        "host": "db.abc.eu-central-1.rds.amazonaws.com",
        "port": 6432,
        "role": "appointment_service_owner",
        "region": "eu-central-1",
        "at": "2027-01-01T00:00:00Z",
    },
    "the last second of a leap day": {"region": "us-gov-west-1", "at": "2028-02-29T23:59:59Z"},
    "a role that has to be encoded": {"role": "Zoë @+/%&=?#~.-_ 'x'"},
    "keys that have to be encoded": ENCODED,
}
READINGS: dict[str, Inputs] = {
    "a task's": {},
    "a user's, without a session": USER,
    "another endpoint": {"host": "localhost:4566"},
    "another region": {
        "host": "secretsmanager.us-gov-west-1.amazonaws.com",
        "arn": "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:app/master+=.@-_x",
        "region": "us-gov-west-1",
        "at": "2028-02-29T23:59:59Z",
    },
}


def stop_clock(inputs: Inputs) -> None:
    """The SDK signs at the moment of the inputs."""
    instant = datetime.datetime.fromisoformat(inputs["at"]).replace(tzinfo=None)
    botocore.auth.get_current_datetime = lambda: instant


def token(inputs: Inputs) -> str:
    """What the SDK would log in with."""
    session = botocore.session.Session()
    session.set_credentials(inputs["keyId"], inputs["secret"], inputs["sessionToken"])
    client = session.create_client("rds", region_name=inputs["region"])
    made: str = client.generate_db_auth_token(
        DBHostname=inputs["host"], Port=inputs["port"], DBUsername=inputs["role"]
    )
    return made


def authorization(inputs: Inputs) -> str:
    """What the SDK would say in the header of that name, for a body as short as ours."""
    request = botocore.awsrequest.AWSRequest(
        method="POST",
        url=f"https://{inputs['host']}/",
        headers={
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "secretsmanager.GetSecretValue",
        },
        data=json.dumps({"SecretId": inputs["arn"]}, separators=(",", ":")),
    )
    keys = botocore.credentials.Credentials(inputs["keyId"], inputs["secret"], inputs["sessionToken"])
    botocore.auth.SigV4Auth(keys, "secretsmanager", inputs["region"]).add_auth(request)
    made: str = request.headers["Authorization"]
    return made


def write(file: str, cases: dict[str, Inputs], usual: Inputs, made: Callable[[Inputs], str]) -> None:
    """A file of cases, each with its inputs and what the SDK makes of them."""
    vectors = []
    for case, other in cases.items():
        stop_clock(usual | other)
        vectors.append({"case": case, **usual, **other, made.__name__: made(usual | other)})
    text = json.dumps(vectors, indent=2, ensure_ascii=False) + "\n"
    pathlib.Path(__file__).with_name("vectors").joinpath(file).write_text(text, encoding="utf-8")


write("tokens.json", LOGINS, LOGIN, token)
write("secrets.json", READINGS, READING, authorization)
