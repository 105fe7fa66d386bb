"""What a request costs in CPU, and what it costs without TLS, audit lines, or authentication.

No setting leaves authentication out. So its cost is the difference of two refusals, which both have an
answer and a line of audit: of a token that was verified and lacks the scope, and of no token.

    apps/tests/postgres.sh run python3 apps/benches/cost.py PROGRAM…

Several programs are compared with each other in turns, such as one built with another opt-level.
"""

import argparse
import os
import statistics
import tempfile
from pathlib import Path

from measure import ROOT, Load, Quota, database, service

CASES = {
    "as in the cloud: TLS": {"TLS": "on"},
    "without TLS": {"TLS": "off"},
    "without TLS, log and audit lines": {"TLS": "off", "LOG_LEVEL": "error"},
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", type=Path, nargs="+")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="cost.", dir=ROOT / "target"))
    key, url, read = work / "key.pem", database(), work / "read.lua"
    with service(options.programs[0], url, key, work, None) as first:
        token = first.token()
        patient = first.create(token)
        lesser = first.token("--scope", "patients:write")
    read.write_text(f'wrk.path = "/api/patients/{patient}"\n')
    write = Path(__file__).parent / "write.lua"
    # What is asked, with which token, and the status of each answer.
    loads = (
        ("read", read, token, 200),
        ("write", write, token, 201),
        ("refused with a token", read, lesser, 403),
        ("refused without one", read, "", 401),
    )
    table: dict[str, list[float]] = {}
    for round_ in range(options.rounds):
        print(f"round {round_ + 1}; load average {os.getloadavg()[0]:.1f}", flush=True)
        for program in options.programs:
            for case, settings in CASES.items():
                with service(program, url, key, work, Quota(1.0), **settings) as server:
                    for what, script, bearer, status in loads:
                        Load.wrk(server.url, str(script), bearer, 1, status)
                        before = server.cpu()
                        load = Load.wrk(server.url, str(script), bearer, options.seconds, status)
                        name = f"{what:<22}{case:<34}{program}"
                        table.setdefault(name, []).append((server.cpu() - before) / load.requests * 1e6)
    print("\nmicroseconds of CPU for each request: the least, and the median")
    for name, values in sorted(table.items()):
        print(f"{min(values):>8.1f} {statistics.median(values):>8.1f}  {name}")


if __name__ == "__main__":
    main()
