"""What a deployment meets beside AWS's API: the registry, the load balancer, and images that were built."""

import json
import os

from account import reader
from account.desk import Desk
from deployments import images
from deployments.outside import Outside

_FOLDER = "target/image/arm64"
_SOONER = {"DEPLOY_PAUSE_SECONDS": "0.5"}


def open_up(desk: Desk) -> None:
    """Start all of it, and let the reader's programs find it by the names that AWS gives it."""
    facts = json.loads(desk.quietly("cargo run --quiet --package iac -- services --format json"))
    started = Outside.start(desk.client, facts, desk.work, str(desk.programs.registry))
    outside = desk.stack.enter_context(started)
    _build(desk)
    desk.environment |= {**outside.environment, **_SOONER}


def close(desk: Desk) -> None:
    """What comes after it has nothing to do with these names."""
    for name in ("SSL_CERT_FILE", "CURL_CA_BUNDLE", "HTTPS_PROXY", "NO_PROXY", *_SOONER):
        desk.environment.pop(name, None)
        if name.startswith(("SSL_", "CURL_")) and name in os.environ:
            desk.environment[name] = os.environ[name]


def _build(desk: Desk) -> None:
    """Have a small program in each image: the build takes minutes, which the part `image` takes already."""
    commit = desk.quietly("git rev-parse HEAD").strip()
    built = desk.work / "built"
    for service in reader.SERVICES:
        images.build(built / service, commit, service)
    build = desk.repository / "apps/image/build.sh"
    build.write_text(
        f"""#!/usr/bin/env bash
set -euo pipefail
[[ $* == "arm64 {_FOLDER}" ]] || {{ echo "the build stands here only for arm64, not for: $*" >&2; exit 64; }}
mkdir -p {_FOLDER}
cp -R {built}/. {_FOLDER}/
"""
    )
