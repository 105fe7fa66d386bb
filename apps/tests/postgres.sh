#!/usr/bin/env bash
# A PostgreSQL server for tests: installed where it is missing, run as an unprivileged user on a free port of
# loopback, with its data under target/, and gone when the command has ended.
#
#   apps/tests/postgres.sh run COMMAND…    runs COMMAND with TEST_POSTGRES_URL
#
# TEST_POSTGRES_HBA and TEST_POSTGRES_CERTIFICATE make it another kind of server: lines that go before those of its
# pg_hba.conf, and what it does TLS with.
set -euo pipefail

[[ ${1:-} == run && $# -ge 2 ]] || { echo "usage: $0 run COMMAND…" >&2; exit 2; }
shift
root=$(cd "$(dirname "$0")/../.." && pwd)

find_server() { # the newest one that is installed, or nothing
    { ls -d /usr/lib/postgresql/*/bin /usr/local/pgsql/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null || true; } |
        sort -V | while read -r folder; do [[ -x $folder/initdb ]] && echo "$folder"; done | tail -1
    command -v initdb >/dev/null && dirname "$(command -v initdb)" || true
}

server=$(find_server | head -1)
if [[ -z $server ]]; then
    [[ $(id -u) == 0 ]] || { echo "PostgreSQL is missing; install it, for example: sudo apt-get install postgresql" >&2; exit 1; }
    echo "installing PostgreSQL" >&2
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; } >&2
    server=$(find_server | head -1)
    [[ -n $server ]] || { echo "PostgreSQL was installed and still has no initdb" >&2; exit 1; }
fi

mkdir -p "$root/target"
data=$(mktemp -d "$root/target/postgres.XXXXXX")
# The server refuses to run as root. Another user may not be able to reach a folder inside root's home, so it keeps
# the one capability that this needs.
as_user=()
if [[ $(id -u) == 0 ]]; then
    user=$(id -u postgres 2>/dev/null || echo 65534)
    chown "$user" "$data"
    # shellcheck disable=SC2054 # the commas are within one option
    as_user=(setpriv --reuid "$user" --clear-groups --inh-caps=-all,+dac_read_search
        --ambient-caps=-all,+dac_read_search --bounding-set=-all,+dac_read_search)
fi
stop() {
    "${as_user[@]}" "$server/pg_ctl" -D "$data/data" -m immediate -s stop >/dev/null 2>&1 || true
    rm -rf "$data"
}
trap stop EXIT
# However this script ends, even by a signal that nobody can catch, its server ends too: a keeper in a session of its
# own waits until nobody holds the other end of its pipe. Only this script may hold it.
session=()
command -v setsid >/dev/null && session=(setsid)
# shellcheck disable=SC2016 # the keeper itself expands it
exec 9> >(exec "${session[@]}" bash -c 'cat >/dev/null; "$@" >/dev/null 2>&1; rm -rf "$0"' "$data" \
    "${as_user[@]}" "$server/pg_ctl" -D "$data/data" -m immediate -s stop)

cd "$data"
"${as_user[@]}" "$server/initdb" -D "$data/data" -U tests -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$data/initdb.log" ||
    { cat "$data/initdb.log" >&2; exit 1; }
# What a test that plays another kind of server wants: who is let in how, before everybody is; and a certificate with its
# key, in PEM.
if [[ -n ${TEST_POSTGRES_HBA:-} ]]; then
    # shellcheck disable=SC2016 # the user's own shell expands it
    "${as_user[@]}" sh -c 'printf "%s\n" "$1" | cat - "$0" >"$0.new" && mv "$0.new" "$0"' \
        "$data/data/pg_hba.conf" "$TEST_POSTGRES_HBA"
fi
tls=
if [[ -n ${TEST_POSTGRES_CERTIFICATE:-} ]]; then
    # shellcheck disable=SC2016 # as above
    "${as_user[@]}" sh -c 'umask 077; printf "%s\n" "$1" >"$0"' "$data/data/server.pem" "$TEST_POSTGRES_CERTIFICATE"
    tls="-c ssl=on -c ssl_cert_file=server.pem -c ssl_key_file=server.pem"
fi
for _ in 1 2 3 4 5; do # another program may take the port in between
    port=$((20000 + RANDOM % 20000))
    if "${as_user[@]}" "$server/pg_ctl" -D "$data/data" -w -s -l "$data/data/server.log" \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300 -c fsync=off $tls" \
        start 9>&-; then
        started=yes
        break
    fi
done
[[ ${started:-} == yes ]] || { cat "$data/data/server.log" >&2; exit 1; }
echo "$("$server/postgres" --version) at 127.0.0.1:$port" >&2

cd "$root"
TEST_POSTGRES_URL="postgres://tests@127.0.0.1:$port" "$@" 9>&-
