"""Makes vectors.json beside this: what the AWS SDK for Python makes of the same inputs as our own tests.

    pip install botocore==1.43.11 && python3 vectors.py

The clock is stopped for each, and nobody is asked: the SDK signs with the keys that it is given.
"""

import datetime
import json
import pathlib
from typing import Any

import botocore.auth
import botocore.session

TASK: dict[str, Any] = {
    "host": "healthcare-app-prod.cluster-cabcdefghijk.us-east-1.rds.amazonaws.com",
    "port": 5432,
    "role": "patient_service",
    "region": "us-east-1",
    "keyId": "ASIAEXAMPLE",
    # The one of the documentation's examples.
    "secret": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    # As STS gives them: base64, which has to be encoded, and long.
    "sessionToken": "IQoJb3JpZ2luX2VjEA//////////wEaCXVzLWVhc3QtMSJ" + "Ab+/9=" * 40 + "==",
    "at": "2026-11-26T15:06:00Z",
}
# What is otherwise in each.
CASES: dict[str, dict[str, Any]] = {
    "a task's": {},
    "a user's, without a session": {"keyId": "AKIDEXAMPLE", "sessionToken": None},
    "another port and region": {
        "host": "db.abc.eu-central-1.rds.amazonaws.com",
        "port": 6432,
        "role": "appointment_service_owner",
        "region": "eu-central-1",
        "at": "2027-01-01T00:00:00Z",
    },
    "the last second of a leap day": {"region": "us-gov-west-1", "at": "2028-02-29T23:59:59Z"},
    "a role that has to be encoded": {"role": "Zoë @+/%&=?#~.-_ 'x'"},
    "keys that have to be encoded": {
        "keyId": "AKID/+=EXAMPLE",
        "secret": "se cret/+=%~é",
        "sessionToken": "to ken/+=%~é",
    },
}


def token(inputs: dict[str, Any]) -> str:
    """What the SDK would log in with."""
    instant = datetime.datetime.fromisoformat(inputs["at"]).replace(tzinfo=None)
    botocore.auth.get_current_datetime = lambda: instant
    session = botocore.session.Session()
    session.set_credentials(inputs["keyId"], inputs["secret"], inputs["sessionToken"])
    client = session.create_client("rds", region_name=inputs["region"])
    made: str = client.generate_db_auth_token(
        DBHostname=inputs["host"], Port=inputs["port"], DBUsername=inputs["role"]
    )
    return made


vectors = [{"case": case, **TASK, **other, "token": token(TASK | other)} for case, other in CASES.items()]
text = json.dumps(vectors, indent=2, ensure_ascii=False) + "\n"
pathlib.Path(__file__).with_name("vectors.json").write_text(text, encoding="utf-8")
