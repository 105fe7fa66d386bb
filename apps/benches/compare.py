"""Compares patient-service with its Express equivalent on one PostgreSQL, in turns, and prints ratios.

    apps/tests/postgres.sh run python3 apps/benches/compare.py FOLDER/patient-service/app

Where FOLDER is what `apps/image/build.sh` made. Needs node and npm, wrk and go, and root for
quotas of CPU; what it installs is below target/.
"""

import argparse
import json
import os
import statistics
import tempfile
from pathlib import Path

from measure import Load, Quota, Server, database, express, service, vegeta

ROOT = Path(__file__).resolve().parents[2]


def closed_loop(server: Server, script: str, token: str, seconds: int) -> dict[str, float]:
    """As many requests as it answers."""
    before = server.cpu()
    load = Load.wrk(f"{server.url}", script, token, seconds)
    return {"per_second": load.per_second, "microseconds": (server.cpu() - before) / load.requests * 1e6}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=Path)
    parser.add_argument("--cpus", type=float, nargs="+", default=[0.25, 1.0])
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="compare.", dir=ROOT / "target"))
    key = work / "key.pem"
    results: dict[tuple[str, str], list[dict[str, float]]] = {}

    def note(what: str, who: str, result: dict[str, float]) -> None:
        results.setdefault((what, who), []).append(result)
        print(
            f"  {what:<28} {who:<8}", *(f"{name} {value:.1f}" for name, value in result.items()), flush=True
        )

    url = database()
    with service(options.program, url, key, work, Quota(1.0)) as first:
        token = first.token()
        patients = [first.create(token) for _ in range(200)]
    read, write = work / "read.lua", work / "write.lua"
    read.write_text(
        "local ids = {" + ",".join(f'"{patient}"' for patient in patients) + "}\n"
        'request = function() return wrk.format("GET", "/api/patients/" .. ids[math.random(#ids)]) end\n'
    )
    write.write_text((Path(__file__).parent / "write.lua").read_text())

    for cpus in options.cpus:
        quota = Quota(cpus)
        for round_ in range(options.rounds):
            print(f"{cpus} CPU, round {round_ + 1}; load average {os.getloadavg()[0]:.1f}")
            for who in ("axum", "express"):
                ours = who == "axum"
                program = options.program
                start = service(program, url, key, work, quota) if ours else express(url, key, work, quota)
                with start as server:
                    note(f"{cpus} start", who, {"milliseconds": server.started * 1000})
                    # A just-in-time compiler wants its time, and has little of it at a quarter of a CPU.
                    warm = int(3 / cpus)
                    closed_loop(server, str(read), token, warm)
                    note(f"{cpus} read", who, closed_loop(server, str(read), token, options.seconds))
                    closed_loop(server, str(write), token, warm)
                    note(f"{cpus} write", who, closed_loop(server, str(write), token, options.seconds))
                    before = server.cpu()
                    targets = [
                        {"method": "GET", "url": f"{server.url}/api/patients/{id_}"} for id_ in patients
                    ]
                    latency = vegeta(targets, token, 1000, options.seconds)
                    latency["cores"] = (server.cpu() - before) / options.seconds
                    note(f"{cpus} read at 1000/s", who, latency)
                    note(f"{cpus} memory", who, {"megabytes": server.memory()})

    print("\nmedians, and ratios of one run")
    for what, _ in list(dict.fromkeys((what, "") for what, _ in results)):
        for name in results[what, "axum"][0]:
            axum, other = (
                statistics.median(result[name] for result in results[what, who])
                for who in ("axum", "express")
            )
            better, worse = (axum, other) if name == "per_second" else (other, axum)
            ratio = f"{better / worse:>5.1f}x" if worse else ""
            print(f"{what:<22} {name:<14} axum {axum:>9.2f}  express {other:>9.2f}  {ratio}")
    (work / "results.json").write_text(json.dumps({" ".join(key): value for key, value in results.items()}))


if __name__ == "__main__":
    main()
