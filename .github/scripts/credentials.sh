#!/usr/bin/env bash
# Says how a workflow gets its credentials, and refuses what is half chosen.
# Usage: credentials.sh MODE HAS_KEY    MODE is empty, oidc or static-keys; HAS_KEY is true or false
set -euo pipefail

mode=${1?usage: credentials.sh MODE HAS_KEY}
has_key=${2?usage: credentials.sh MODE HAS_KEY}

case ${mode:-oidc} in
oidc)
    mode=oidc
    ;;
static-keys)
    if [[ $has_key != true ]]; then
        echo "::error::the variable AWS_CREDENTIALS is \`static-keys\`, and the secrets AWS_ACCESS_KEY_ID and" \
            "AWS_SECRET_ACCESS_KEY are not both there: set them, or delete the variable to use OIDC" >&2
        exit 1
    fi
    ;;
*)
    echo "::error::the variable AWS_CREDENTIALS is \`$mode\`: it may be \`oidc\` or \`static-keys\`" >&2
    exit 1
    ;;
esac
echo "credentials by $mode"
echo "mode=$mode" >>"${GITHUB_OUTPUT:-/dev/null}"
