"""Tokens of workflows, as GitHub's issuer would sign them, and whether a role may be taken on with one.

No issuer can be asked on this machine: what is signed with the secret below counts as signed by any issuer.

`python -m local_aws.access.web_identity SUBJECT [AUDIENCE]` prints one.
"""

import base64
import hmac
import json
import sys
import time
from collections.abc import Mapping
from typing import Any

ISSUER = "https://token.actions.githubusercontent.com"
AUDIENCE = "sts.amazonaws.com"
_SECRET = b"the issuer of this machine"
_LIFE = 900


class Refused(Exception):
    """The token is none of the issuer's, or its time is over."""


def token(subject: str, audience: str = AUDIENCE, issuer: str = ISSUER, life: int = _LIFE) -> str:
    """Make one, for this subject and this audience."""
    now = int(time.time())
    claims = {"iss": issuer, "sub": subject, "aud": audience, "iat": now, "exp": now + life}
    signed = ".".join(
        _encoded(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims)
    )
    return f"{signed}.{_signature(signed)}"


def claims_of(text: str) -> Mapping[str, Any]:
    """What the token says, if it is one."""
    signed, _, signature = text.rpartition(".")
    if not hmac.compare_digest(signature, _signature(signed)):
        raise Refused("the signature is not the issuer's")
    body = signed.partition(".")[2]
    claims: Mapping[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    if claims["exp"] < time.time():
        raise Refused("its time is over")
    return claims


def _signature(signed: str) -> str:
    return _encoded(hmac.digest(_SECRET, signed.encode(), "sha256"))


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


if __name__ == "__main__":
    print(token(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else AUDIENCE))
