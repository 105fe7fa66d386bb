#!/usr/bin/env bash
# Has workflows use a static key instead of OIDC, or OIDC again.
# Usage: static-keys.sh            gives bootstrap's user a key, and GitHub its two secrets and the variable; may be run again
#        static-keys.sh remove     takes all of that back
# The key passes from AWS to GitHub without being shown or kept. Needs aws, gh and jq as bootstrap.sh and github.sh do.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

name=$(repository_name) || fail "[github] in environments/shared/defaults.toml does not name the repository"
user=$(jq --raw-output '.resource.aws_iam_user.pipelines.name // empty' generated/bootstrap/pipelines.tf.json)
[[ -n $user ]] || fail "bootstrap has no user for keys: write \`static_keys = true\` under [github] in" \
    "environments/shared/defaults.toml, render, and run bootstrap.sh"

keys() { aws iam list-access-keys --user-name "$user" --query 'AccessKeyMetadata[].AccessKeyId' --output json | jq --raw-output '.[]'; }

# How many of the two secrets GitHub has.
secrets() {
    gh api "repos/$name/actions/secrets?per_page=100" --jq '.secrets[].name' |
        grep --count --extended-regexp '^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)$' || true
}

choose() { # oidc or static-keys
    gh api --method PATCH "repos/$name/actions/variables/AWS_CREDENTIALS" --raw-field value="$1" >/dev/null ||
        fail "there is no variable AWS_CREDENTIALS: run github.sh first"
    [[ $(gh api "repos/$name/actions/variables/AWS_CREDENTIALS" --jq .value) == "$1" ]] || fail "AWS_CREDENTIALS is not $1"
    say "workflows of $name use $1"
}

give() {
    local created
    if [[ -z $(keys) ]]; then
        created=$(aws iam create-access-key --user-name "$user" --output json)
        jq --join-output .AccessKey.AccessKeyId <<<"$created" | gh secret set AWS_ACCESS_KEY_ID --repo "$name"
        jq --join-output .AccessKey.SecretAccessKey <<<"$created" | gh secret set AWS_SECRET_ACCESS_KEY --repo "$name"
    fi
    [[ $(secrets) == 2 ]] || fail "$user has a key whose secret is not on GitHub, and nobody can read it again: run $0 remove, then $0"
    choose static-keys
}

remove() {
    local secret key
    choose oidc
    for secret in AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY; do
        if gh api "repos/$name/actions/secrets/$secret" >/dev/null 2>&1; then
            gh api --method DELETE "repos/$name/actions/secrets/$secret" >/dev/null
        fi
    done
    for key in $(keys); do aws iam delete-access-key --user-name "$user" --access-key-id "$key"; done
    [[ $(secrets) == 0 && -z $(keys) ]] || fail "there is a key, or a secret, still"
}

case ${1-} in
    "") give ;;
    remove) remove ;;
    *)
        sed -n '3,4s/^# //p' "${BASH_SOURCE[0]}" >&2
        exit 2
        ;;
esac
