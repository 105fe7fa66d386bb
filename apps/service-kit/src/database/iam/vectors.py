"""Makes vectors.json beside this: what the AWS SDK for Python makes of the same inputs as our own tests.

    pip install botocore==1.43.11 && python3 vectors.py

The clock is stopped for each, and nobody is asked: the SDK signs with the keys that it is given.
"""

import datetime
import json
import pathlib

import botocore.auth
import botocore.session

KEY_ID = "AKIDEXAMPLE"
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
CLUSTER = "healthcare-app-prod.cluster-cabcdefghijk.us-east-1.rds.amazonaws.com"
# A session token as STS gives them: base64, which has to be encoded, and long.
SESSION = "IQoJb3JpZ2luX2VjEA//////////wEaCXVzLWVhc3QtMSJ" + "Ab+/9=" * 40 + "=="

# Name, host, port, role, region, key id, secret, session token, instant.
CASES = [
    ("a task's", CLUSTER, 5432, "patient_service", "us-east-1", "ASIAEXAMPLE", SECRET, SESSION, "2026-11-26T15:06:00Z"),
    ("without a session", CLUSTER, 5432, "patient_service", "us-east-1", KEY_ID, SECRET, None, "2026-11-26T15:06:00Z"),
    ("another port and region", "db.abc.eu-central-1.rds.amazonaws.com", 6432, "appointment_service_owner",
     "eu-central-1", KEY_ID, SECRET, SESSION, "2027-01-01T00:00:00Z"),
    ("the last second of a leap day", CLUSTER, 5432, "app", "us-gov-west-1", KEY_ID, SECRET, None, "2028-02-29T23:59:59Z"),
    ("a role that has to be encoded", CLUSTER, 5432, "Zoë @+/%&=?#~.-_ 'x'", "us-east-1", KEY_ID, SECRET, SESSION,
     "2026-11-26T15:06:00Z"),
    ("keys that have to be encoded", CLUSTER, 5432, "app", "us-east-1", "AKID/+=EXAMPLE", "se cret/+=%~\u00e9", "to ken/+=%~\u00e9",
     "2026-11-26T15:06:00Z"),
]


def token(host, port, role, region, key_id, secret, session_token, at):
    instant = datetime.datetime.fromisoformat(at.replace("Z", "+00:00"))
    botocore.auth.get_current_datetime = lambda remove_tzinfo=True: instant.replace(tzinfo=None)
    session = botocore.session.Session()
    session.set_credentials(key_id, secret, session_token)
    client = session.create_client("rds", region_name=region)
    return client.generate_db_auth_token(DBHostname=host, Port=port, DBUsername=role)


names = ["host", "port", "role", "region", "keyId", "secret", "sessionToken", "at"]
vectors = [{"case": case, **dict(zip(names, inputs)), "token": token(*inputs)} for case, *inputs in CASES]
text = json.dumps(vectors, indent=2, ensure_ascii=False) + "\n"
pathlib.Path(__file__).with_name("vectors.json").write_text(text, encoding="utf-8")
