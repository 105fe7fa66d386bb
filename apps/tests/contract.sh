#!/usr/bin/env bash
# The contract test: schemathesis, pinned, in a virtual environment under target/tools, asks both services whatever
# their OpenAPI documents allow and forbid, on both databases. Any finding fails it.
#
#   apps/tests/contract.sh            both databases; starts a PostgreSQL server by postgres.sh
#   apps/tests/contract.sh sqlite     only that one
#   apps/tests/contract.sh postgres   only that one; TEST_POSTGRES_URL names the server
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
databases=${1:-sqlite postgres}
if [[ " $databases " == *" postgres "* && -z ${TEST_POSTGRES_URL:-} ]]; then
    exec "$here/postgres.sh" run "$0" "$databases"
fi

tools=$root/target/tools/schemathesis
if ! cmp -s "$here/requirements.txt" "$tools/requirements.txt"; then
    echo "installing schemathesis into target/tools" >&2
    rm -rf "$tools"
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
    cp "$here/requirements.txt" "$tools/requirements.txt"
fi

cd "$root"
cargo build --quiet --package patient-service --package appointment-service
work=$(mktemp -d "$root/target/contract.XXXXXX")
service=
stop() { [[ -z $service ]] || { kill "$service" 2>/dev/null || true; wait "$service" 2>/dev/null || true; }; service=; }
trap 'stop; rm -rf "$work"' EXIT

new_database() { # kind, name
    case $1 in
        sqlite) echo "sqlite://$work/$2.db" ;;
        postgres)
            local name=contract_${2//-/_}_$RANDOM
            psql -q "$TEST_POSTGRES_URL/postgres" -c "CREATE DATABASE $name" >&2
            echo "$TEST_POSTGRES_URL/$name"
            ;;
        *) echo "$1 is not a database; say sqlite or postgres" >&2; exit 2 ;;
    esac
}

findings=0 runs=0
for database in $databases; do
    for name in patient-service appointment-service; do
        echo "== $name on $database"
        DATABASE_URL=$(new_database "$database" "$name")
        export DATABASE_URL MIGRATE_AT_START=on LISTEN_ADDR=127.0.0.1:0 DEVELOPMENT_KEY=$work/key.pem \
            PATIENT_SERVICE_URL=off LOG_LEVEL=info
        "target/debug/$name" >"$work/$name.log" &
        service=$!
        url=
        for _ in $(seq 100); do
            url=$(grep -o 'url="[^"]*"' "$work/$name.log" | head -1 | cut -d'"' -f2 || true)
            [[ -n $url ]] && break
            sleep 0.1
        done
        [[ -n $url ]] || { cat "$work/$name.log" >&2; echo "$name did not start" >&2; exit 1; }
        token=$("target/debug/$name" token)
        # From a folder of its own, where it may leave what it remembers.
        (cd "$work" && "$tools/bin/schemathesis" --config-file "$here/schemathesis.toml" run \
            "$root/apps/$name/openapi.json" --url "$url" --header "Authorization: Bearer $token" \
            --workers 1 --seed 20261122 --no-color) || findings=1
        runs=$((runs + 1))
        if grep -E '"?status"?[=:]5[0-9][0-9]' "$work/$name.log"; then findings=1; fi
        stop
    done
done
if [[ $findings == 0 ]]; then verdict="nothing was found"; else verdict="there are findings above"; fi
echo "$runs runs of schemathesis on ${databases// / and }: $verdict"
exit "$findings"
