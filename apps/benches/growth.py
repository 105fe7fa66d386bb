"""Latency of lists, searches and bookings as the tables grow, on PostgreSQL, with the plans that show why.

    apps/tests/postgres.sh run python3 apps/benches/growth.py FOLDER

Where FOLDER is what `apps/image/build.sh` made. Filling the tables takes minutes.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

from measure import ROOT, database, installed, service

Request = tuple[str, str, object]

# Every practitioner has 16 appointments of half an hour a day; a patient comes about ten times.
APPOINTMENTS = """
SET session_replication_role = replica;
INSERT INTO appointment (id, version, created_at, updated_at, patient_id, practitioner_id, start_at, end_at,
    status, overlap_allowed, content)
SELECT '00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'), 1, 0, 0,
    '00000000-0000-7000-9000-' || lpad(to_hex(n % (:to / 10)), 12, '0'), 'practitioner-' || n % (:to / 1000),
    1930003200000000 + (n / (:to / 1000)) * 1800000000::bigint,
    1930003200000000 + (n / (:to / 1000)) * 1800000000::bigint + 1800000000,
    'booked', false, :'content'
FROM generate_series(0, :to - 1) AS n;
ANALYZE appointment;
"""
PATIENTS = """
INSERT INTO patient (id, version, created_at, updated_at, active, content)
SELECT '00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'), 1, 0, 0, true, :'content'
FROM generate_series(0, :to - 1) AS n;
INSERT INTO patient_key (kind, key, patient_id)
SELECT kind, key, '00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0')
FROM generate_series(0, :to - 1) AS n, LATERAL (VALUES
    ('identifier', 'urn:mrn' || chr(1) || n),
    ('family', 'family' || n % 100),
    ('given', 'family' || n % 100 || chr(1) || 'ada'),
    ('birth-date', (date '1930-01-01' + (n::bigint * 7919 % 32000)::int)::text),
    ('email', 'someone' || n || '@example.org')) AS keys (kind, key);
ANALYZE patient; ANALYZE patient_key;
"""
PLANS = {
    "list of a practitioner's day": "SELECT id, content FROM appointment WHERE deleted_at IS NULL AND"
    " practitioner_id = 'practitioner-3' AND start_at >= 1930003200000000 AND start_at < 1930089600000000"
    " ORDER BY start_at, id LIMIT 21",
    "list of a patient": "SELECT id, content FROM appointment WHERE deleted_at IS NULL AND"
    " patient_id = '00000000-0000-7000-9000-000000000007' ORDER BY start_at, id LIMIT 21",
    "search by family": "SELECT p.id, p.content FROM patient_key k JOIN patient p ON p.id = k.patient_id"
    " WHERE p.deleted_at IS NULL AND k.kind = 'family' AND k.key >= 'family7' AND k.key <= 'family7'"
    " ORDER BY k.key, k.patient_id LIMIT 21",
    "search by family and birth date": "SELECT p.id, p.content FROM patient_key k JOIN patient p"
    " ON p.id = k.patient_id WHERE p.deleted_at IS NULL AND k.kind = 'birth-date' AND k.key >= '1951-09-08'"
    " AND k.key <= '1951-09-08' AND EXISTS (SELECT 1 FROM patient_key o WHERE o.patient_id = p.id"
    " AND o.kind = 'family' AND o.key >= 'family1' AND o.key <= 'family1~')"
    " ORDER BY k.key, k.patient_id LIMIT 21",
    "whose time is taken": "SELECT id FROM appointment WHERE practitioner_id = 'practitioner-3' AND"
    " deleted_at IS NULL AND status IN ('booked', 'arrived') AND start_at < 1930005000000000 AND"
    " end_at > 1930003200000000 AND start_at > 1929916800000000",
}


def sql(url: str, text: str, **variables: str | int) -> str:
    settings = [word for name, value in variables.items() for word in ("-v", f"{name}={value}")]
    command = [installed("psql"), "-q", "-At", "-v", "ON_ERROR_STOP=1", *settings, url]
    return subprocess.run(command, input=text, check=True, capture_output=True, text=True).stdout


def template(url: str, table: str) -> str:
    """The content that a record of the service's own has."""
    return sql(url, 'SELECT content FROM :"table" LIMIT 1;', table=table).strip()


def measure(port: int, token: str, requests: Callable[[int], Request], expected: int) -> float:
    """The median of 300 requests, one after the other, in milliseconds."""
    connection = HTTPConnection("127.0.0.1", port)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    times = []
    for number in range(330):
        method, path, body = requests(number)
        began = time.perf_counter()
        connection.request(method, path, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        text = answer.read()
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status == expected, text
    return statistics.median(times[30:])


SEARCH = "/api/patients/search"
LISTING = "/api/appointments?limit=20&"
A_DAY = "from=2031-02-28T00:00:00Z&to=2031-03-01T00:00:00Z"

PATIENT_CASES: dict[str, Callable[[int], Request]] = {
    "list patients": lambda _: ("GET", "/api/patients?limit=20", None),
    "search by family": lambda n: ("POST", SEARCH, {"family": f"family{n % 100}"}),
    "search by family and birth date": lambda n: (
        "POST",
        SEARCH,
        {"family": f"family{n % 10}", "birthDate": "1951-09-08"},
    ),
    "search by email": lambda n: ("POST", SEARCH, {"email": f"someone{n}@example.org"}),
}
APPOINTMENT_CASES: dict[str, Callable[[int], Request]] = {
    "list a practitioner's day": lambda n: (
        "GET",
        f"{LISTING}practitionerId=practitioner-{n % 7}&{A_DAY}",
        None,
    ),
    "list a patient's": lambda n: ("GET", f"{LISTING}patientId=00000000-0000-7000-9000-{n:012x}", None),
    "list everything": lambda _: ("GET", f"{LISTING}status=booked", None),
}


def booking(number: int) -> Request:
    start = datetime(2033, 3, 1, tzinfo=UTC) + timedelta(minutes=30 * number)
    body = {
        "patientId": str(uuid.uuid4()),
        "practitionerId": f"practitioner-{number % 7}",
        "start": start.isoformat(),
        "end": (start + timedelta(minutes=30)).isoformat(),
        "timeZone": "America/New_York",
        "serviceType": "general-practice",
    }
    return "POST", "/api/appointments", body


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="growth.", dir=ROOT / "target"))
    key = work / "key.pem"
    table: dict[str, list[float]] = {}
    for rows in options.rows:
        print(f"{rows} rows; load average {os.getloadavg()[0]:.1f}", flush=True)
        url = database("growth")
        with service(options.folder / "patient-service" / "app", url, key, work, None) as server:
            token = server.token()
            server.create(token)
            sql(url, PATIENTS, to=rows, content=template(url, "patient"))
            port = int(server.url.rpartition(":")[2])
            for name, case in PATIENT_CASES.items():
                table.setdefault(name, []).append(measure(port, token, case, 200))
            if rows == max(options.rows):
                explain(url, [name for name in PLANS if name.startswith("search")])
        url = database("growth")
        with service(options.folder / "appointment-service" / "app", url, key, work, None) as server:
            token = server.token()
            port = int(server.url.rpartition(":")[2])
            status, made = server.call("POST", "/api/appointments", token, booking(5000)[2])
            assert status == 201, made
            sql(url, APPOINTMENTS, to=rows, content=template(url, "appointment"))
            for name, case in APPOINTMENT_CASES.items():
                table.setdefault(name, []).append(measure(port, token, case, 200))
            table.setdefault("book", []).append(measure(port, token, booking, 201))
            if rows == max(options.rows):
                explain(url, [name for name in PLANS if not name.startswith("search")])
    print(f"\nmedian milliseconds{'':<14}", *(f"{rows:>10}" for rows in options.rows), "    growth")
    for name, times in table.items():
        print(f"{name:<33}", *(f"{value:>10.2f}" for value in times), f"{times[-1] / times[0]:>9.2f}x")


def explain(url: str, names: list[str]) -> None:
    for name in names:
        print(
            f"\n{name}:\n{sql(url, f'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) {PLANS[name]};')}"
        )


if __name__ == "__main__":
    main()
