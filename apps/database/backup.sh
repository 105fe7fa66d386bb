#!/usr/bin/env bash
# A service's database as one file, and back: a copy that needs no snapshot, and no server of the same kind.
#
#   apps/database/backup.sh dump FILE       all that is in the database of DATABASE_URL, as its owner
#   apps/database/backup.sh restore FILE    into the database of DATABASE_URL, as its owner, where nothing is yet
#
# The way back: `database-setup` makes the database and its roles, this fills it, and `migrate` gives the roles their
# rights, which are not in the file. Until then nobody but the owner can change anything. PGPASSWORD may hold what the
# owner logs in with, such as the answer of `aws rds generate-db-auth-token`. A server of Amazon RDS is verified by the roots
# that the services have, unless PGSSLROOTCERT or `sslrootcert=` names others.
set -euo pipefail

[[ $# == 2 && ($1 == dump || $1 == restore) ]] || { echo "usage: $0 dump|restore FILE" >&2; exit 2; }
file=$2
: "${DATABASE_URL:?names the database and its owner: postgres://patient_service_owner@HOST/patient_service?sslmode=verify-full}"
# An argument is in every list of processes.
if [[ $DATABASE_URL =~ ^[^/]*//[^/@]*:[^/@]*@ || $DATABASE_URL == *[?\&]password=* ]]; then
    echo "DATABASE_URL has a password, which anybody on this machine could read; put it into PGPASSWORD" >&2
    exit 2
fi
if [[ $DATABASE_URL =~ \.rds\.amazonaws\.com(:[0-9]+)?/ ]]; then
    # Whoever is not verified would be sent the token.
    [[ $DATABASE_URL == *[?\&]sslmode=verify-full* ]] ||
        { echo "DATABASE_URL names a server of Amazon RDS, which must be verified; add sslmode=verify-full" >&2; exit 2; }
    export PGSSLROOTCERT=${PGSSLROOTCERT:-$(cd "$(dirname "$0")/.." && pwd)/service-kit/src/database/rds.pem}
fi
# What is in it is about people: nobody else may read it.
umask 077

if [[ $1 == dump ]]; then
    [[ ! -e $file ]] || { echo "$file is there already; name another" >&2; exit 1; }
    # Under another name until it is whole, so that no half of one is ever taken for it.
    trap 'rm -f "$file.part"' EXIT
    pg_dump --format=custom --no-owner --no-acl --file="$file.part" "$DATABASE_URL"
    mv "$file.part" "$file"
else
    tables=$(psql --no-psqlrc --quiet --tuples-only --no-align --dbname="$DATABASE_URL" \
        --command="SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')")
    [[ $tables == 0 ]] || { echo "there are $tables tables already; restore into a database that was just set up" >&2; exit 1; }
    # All of it, or nothing.
    pg_restore --exit-on-error --single-transaction --no-owner --no-acl --dbname="$DATABASE_URL" "$file"
fi
