#!/usr/bin/env bash
# Lists environments as the matrix of a workflow: what `iac services --format json` says of each.
# Usage: environments.sh all              all there are
#        environments.sh automatic        those that a merge is applied to: of the development tier
#        environments.sh named NAME       one of them
#        environments.sh changed COMMIT   those whose files differ from where this branch left COMMIT's
# Needs `iac` and jq. Prints the list; on a runner, also sets the output `environments`.
set -euo pipefail
cd "$(dirname "$0")/../../.."

usage() {
    sed -n '3,6s/^# //p' "$0" >&2
    exit 2
}

# Whether a file of the environment differs. `iac render --check` holds one against the other; the rest of the
# repository cannot change what Terraform does.
has_changed() {
    ! git diff --quiet "$base" HEAD -- "generated/$1" "environments/$1.toml"
}

listed=$(iac services --format json | jq --compact-output '.environments')
case ${1-} in
all)
    chosen=$listed
    ;;
automatic)
    chosen=$(jq --compact-output 'map(select(.tier == "development"))' <<<"$listed")
    ;;
named)
    name=${2:?$(usage)}
    chosen=$(jq --compact-output --arg name "$name" 'map(select(.name == $name))' <<<"$listed")
    if [[ $chosen == "[]" ]]; then
        echo "::error::there is no environment \`$name\`; there are: $(jq --raw-output 'map(.name) | join(", ")' <<<"$listed")" >&2
        exit 1
    fi
    ;;
changed)
    base=$(git merge-base "${2:?$(usage)}" HEAD)
    chosen="[]"
    while read -r environment; do
        if has_changed "$(jq --raw-output '.name' <<<"$environment")"; then
            chosen=$(jq --compact-output --argjson one "$environment" '. + [$one]' <<<"$chosen")
        fi
    done < <(jq --compact-output '.[]' <<<"$listed")
    if has_changed bootstrap || ! git diff --quiet "$base" HEAD -- environments/shared/bootstrap.toml; then
        echo "::notice::bootstrap has changed: no pipeline may apply it, so a person has to, after the merge" >&2
    fi
    while read -r removed; do
        echo "::warning::$removed is removed: what runs there goes on running. Destroy the environment before the merge" >&2
    done < <(git diff --name-only --diff-filter=D "$base" HEAD -- 'environments/*.toml')
    ;;
*)
    usage
    ;;
esac
echo "$chosen"
echo "environments=$chosen" >>"${GITHUB_OUTPUT:-/dev/null}"
