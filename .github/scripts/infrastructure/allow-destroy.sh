#!/usr/bin/env bash
# Fails unless the label `allow-destroy` says that something stateful may be destroyed or replaced.
# Usage: allow-destroy.sh pull-request NUMBER    the label is on the pull request
#        allow-destroy.sh commit COMMIT          the label is on a pull request that was merged as this commit
# Labels are those of now and not of when the run was started, so that a run may be repeated once the label is there.
# Needs gh and GH_TOKEN with `pull-requests: read`; GITHUB_REPOSITORY is OWNER/NAME.
set -euo pipefail
label=allow-destroy
usage="usage: allow-destroy.sh pull-request NUMBER | allow-destroy.sh commit COMMIT"
kind=${1:?$usage}
which=${2:?$usage}
repository=${GITHUB_REPOSITORY:?is OWNER/NAME}

case $kind in
pull-request)
    numbers=$which
    ;;
commit)
    numbers=$(gh api "repos/$repository/commits/$which/pulls" --jq '.[] | .number')
    ;;
*)
    echo "$usage" >&2
    exit 2
    ;;
esac
for number in $numbers; do
    # Read to its end, or `gh` would fail where it still has labels to say.
    if gh api "repos/$repository/issues/$number/labels" --jq '.[].name' | grep -Fx "$label" >/dev/null; then
        echo "#$number bears the label \`$label\`: what is stateful may end"
        exit 0
    fi
done
echo "::error title=Something stateful would be destroyed or replaced::see the plan. If that is meant, give the pull request" \
    "${numbers:+(#${numbers//$'\n'/, #}) }the label \`$label\` and run the failed jobs again; a run by hand has a switch for it" >&2
exit 1
