#!/usr/bin/env bash
# Says what to do about the two errors of Terraform's that pipelines meet: a lock that is held, a plan that is stale.
# Usage: explain.sh ENVIRONMENT FILE    FILE is what Terraform said when it failed
set -euo pipefail
environment=${1:?usage: explain.sh ENVIRONMENT FILE}
said=${2:?usage: explain.sh ENVIRONMENT FILE}

# A line of the lock's description.
of_lock() {
    sed -n "s/^[│ ]*$1: *//p" "$said" | head -n 1
}

if grep -q 'Error acquiring the state lock' "$said" && [[ -n $(of_lock ID) ]]; then
    echo "::error title=The state of $environment is locked::held by $(of_lock Who) since $(of_lock Created)" \
        "for $(of_lock Operation), as lock $(of_lock ID)"
    cat <<END
If that run is still at work, wait for it, and run this one again. If it died, nobody will free the lock but you, with
credentials of the environment's apply role:

    terraform -chdir=generated/$environment init -lockfile=readonly
    terraform -chdir=generated/$environment force-unlock $(of_lock ID)

Then run this again: the plan shows what the dead run had not done yet.
END
elif grep -q 'Saved plan is stale' "$said"; then
    echo "::error title=The plan of $environment is stale::the state has changed since it was made, so nothing was applied:" \
        "another run applied first, or somebody by hand. If this is still the latest commit of main, run all jobs again: they plan anew"
fi
