# shellcheck shell=bash
# What the scripts that set an account up have in common; sourced by them. They run in the repository's root.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
export AWS_PAGER=""

say() { echo "$*" >&2; }

fail() {
    say "error: $*"
    exit 1
}

iac() {
    if type -P iac >/dev/null; then command iac "$@"; else cargo run --quiet --package iac -- "$@"; fi
}

# What is rendered says which account this is; nothing is written down a second time.
account_id() { jq --exit-status --raw-output '.provider.aws.allowed_account_ids[0]' generated/bootstrap/provider.tf.json; }
region() { jq --exit-status --raw-output '.provider.aws.region' generated/bootstrap/provider.tf.json; }
state_bucket() { jq --exit-status --raw-output '.terraform.backend.s3.bucket' generated/bootstrap/backend.tf.json; }
if type -P jq >/dev/null; then
    AWS_REGION=$(region)
    export AWS_REGION AWS_DEFAULT_REGION=$AWS_REGION
fi

# The repository that the pipelines' roles trust, as {owner, owner_id, repository, repository_id}; nothing without [github].
repository() {
    [[ -f generated/bootstrap/pipelines.tf.json ]] || return 0
    jq --compact-output '[.. | strings
        | capture("repo:(?<owner>[^@:/\"]+)@(?<owner_id>[0-9]+)/(?<repository>[^@:/\"]+)@(?<repository_id>[0-9]+):"; "g")] | first
        | .owner_id |= tonumber | .repository_id |= tonumber' generated/bootstrap/pipelines.tf.json
}

# OWNER/NAME of it.
repository_name() { repository | jq --exit-status --raw-output '"\(.owner)/\(.repository)"'; }

# A person or a team who can approve, as GitHub's environments name one; fails where there is none. `$1` is a login or team/NAME.
reviewer() {
    local owner
    owner=$(repository | jq --raw-output .owner)
    if [[ $1 == team/* ]]; then
        gh api "orgs/$owner/teams/${1#team/}" --jq '{type: "Team", id: .id}' 2>/dev/null
    else
        gh api "users/$1" --jq '{type: "User", id: .id}' 2>/dev/null
    fi
}
