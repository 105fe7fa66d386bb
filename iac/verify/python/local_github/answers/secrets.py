"""Secrets of the repository and of its environments: they come in sealed, and nobody reads them again."""

import base64
from typing import Any

from nacl.encoding import Base64Encoder
from nacl.exceptions import CryptoError
from nacl.public import SealedBox

from local_github.answers.settings import settings
from local_github.answers.variables import named
from local_github.repository import Settings
from local_github.routing import Invalid, NotFound, Reply, Request, answers

_REPOSITORY = "/repos/{owner}/{repo}/actions/secrets"
_ENVIRONMENT = "/repos/{owner}/{repo}/environments/{environment_name}/secrets"
_LONGEST = 48 * 1024


@answers(f"GET {_REPOSITORY}/public-key", "secrets=read")
@answers(f"GET {_ENVIRONMENT}/public-key", "environments=read")
def _public_key(request: Request) -> Any:
    found = settings(request)
    return {"key_id": _key_id(found), "key": found.key.public_key.encode(Base64Encoder).decode()}


@answers(f"GET {_REPOSITORY}", "secrets=read")
@answers(f"GET {_ENVIRONMENT}", "environments=read")
def _list(request: Request) -> Any:
    secrets = settings(request).secrets
    return {"total_count": len(secrets), "secrets": list(secrets.values())}


@answers(f"GET {_REPOSITORY}/{{secret_name}}", "secrets=read")
@answers(f"GET {_ENVIRONMENT}/{{secret_name}}", "environments=read")
def _get(request: Request) -> Any:
    return _find(request)


@answers(f"PUT {_REPOSITORY}/{{secret_name}}", "secrets=write")
@answers(f"PUT {_ENVIRONMENT}/{{secret_name}}", "environments=write")
def _put(request: Request) -> Reply:
    found, name, now = settings(request), named(request.parameters["secret_name"]), request.repository.now()
    if request.body["key_id"] != _key_id(found):
        raise Invalid("key_id is not that of the public key")
    try:
        value = SealedBox(found.key).decrypt(base64.b64decode(request.body["encrypted_value"]))
    except (CryptoError, ValueError):
        raise Invalid("encrypted_value was not sealed with the public key") from None
    if len(value) > _LONGEST:
        raise Invalid("a secret has at most 48 KB")
    before = found.secrets.get(name)
    created = before["created_at"] if before else now
    found.secrets[name] = {"name": name, "created_at": created, "updated_at": now}
    # So that a test can see what was sealed.
    noted = value.decode()
    return Reply(204, noted=noted) if before else Reply(201, {}, noted=noted)


@answers(f"DELETE {_REPOSITORY}/{{secret_name}}", "secrets=write")
@answers(f"DELETE {_ENVIRONMENT}/{{secret_name}}", "environments=write")
def _delete(request: Request) -> None:
    del settings(request).secrets[_find(request)["name"]]


def _find(request: Request) -> dict[str, Any]:
    found = settings(request).secrets.get(request.parameters["secret_name"].upper())
    if found is None:
        raise NotFound
    return found


def _key_id(found: Settings) -> str:
    return str(int.from_bytes(found.key.public_key.encode()[:7], "big"))
