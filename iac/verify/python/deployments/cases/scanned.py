"""The registry's scan: waited for, and judged."""

import json
from typing import Any

from deployments.cases.steps import push
from deployments.view import View
from deployments.world import World

_CRITICAL = {
    "findings": [
        {"name": "CVE-2026-0001", "severity": "CRITICAL"},
        {"name": "CVE-2026-0002", "severity": "HIGH"},
    ]
}
_UNSUPPORTED = "UnsupportedImageError: The operating system and/or package manager are not supported."


def scanned(world: World) -> None:
    view = View.of(world, "dev", "appointment-service")
    _, digest = push(view)
    accepted = world.work / "accepted.json"
    entry = {"id": "CVE-2026-0001", "reason": "it is not reachable", "until": "2999-12-31"}
    cases: list[tuple[str, list[Any], list[dict[str, str]], int, str]] = [
        ("nothing found", [{}], [], 0, "findings in"),
        ("waited for", ["none", {"status": "IN_PROGRESS"}, {}], [], 0, "findings in"),
        ("high only", [{"findings": _CRITICAL["findings"][1:]}], [], 0, '"HIGH":1'),
        ("critical", [_CRITICAL], [], 1, "CVE-2026-0001; mend"),
        ("critical and accepted", [_CRITICAL], [entry], 0, "it is not reachable"),
        (
            "accepted once",
            [_CRITICAL],
            [{**entry, "until": "2026-01-01"}],
            1,
            "accepted until 2026-01-01 only",
        ),
        ("another is accepted", [_CRITICAL], [{**entry, "id": "CVE-2026-0002"}], 1, "CVE-2026-0001; mend"),
        ("no system in it", [{"status": "FAILED", "description": _UNSUPPORTED}], [], 0, "cannot judge"),
        ("no system in it, as of late", [{"status": "UNSUPPORTED_IMAGE"}], [], 0, "cannot judge"),
        ("failed", [{"status": "FAILED", "description": "an internal error"}], [], 1, "an internal error"),
        ("never scanned", ["none"], [], 1, "no scan of"),
    ]
    for what, answers, list_, code, reason in cases:
        world.teach("scan", view.facts["repository"], answers)
        accepted.write_text(json.dumps(list_))
        limit = "1" if answers == ["none"] else "60"
        ended = world.run(
            "judge-scan.sh", *view.names, digest, ACCEPTED_FINDINGS=str(accepted), SCAN_LIMIT_SECONDS=limit
        )
        world.expect.equal(f"scan, {what}: code", ended.code, code)
        world.expect.true(f"scan, {what}: it says {reason!r}", reason in ended.said, ended.said)
    world.teach("scan", view.facts["repository"])
