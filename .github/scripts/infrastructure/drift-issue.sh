#!/usr/bin/env bash
# Keeps one issue for each environment while what runs there is not what `main` says.
# Usage: drift-issue.sh ENVIRONMENT drift FILE    opens it with FILE as its text, or updates the one that is open
#        drift-issue.sh ENVIRONMENT none          closes it, if one is open
# Needs gh, jq, and GH_TOKEN with `issues: write`; GITHUB_REPOSITORY is OWNER/NAME.
set -euo pipefail
usage="usage: drift-issue.sh ENVIRONMENT drift FILE | drift-issue.sh ENVIRONMENT none"
environment=${1:?$usage}
found=${2:?$usage}
repository=${GITHUB_REPOSITORY:?is OWNER/NAME}
mark="<!-- drift: $environment -->"

issue=$(gh api --paginate "repos/$repository/issues?labels=drift&state=open&per_page=100" |
    jq --raw-output --slurp --arg mark "$mark" \
        'add // [] | map(select(has("pull_request") | not) | select(.body // "" | startswith($mark))) | first.number // empty')

case $found in
drift)
    file=${3:?$usage}
    text=$(mktemp)
    trap 'rm -f "$text"' EXIT
    cat >"$text" - "$file" <<END
$mark
What runs in \`$environment\` is not what \`main\` says: somebody changed it by hand, or a merge was not applied yet. Put it back
by applying (run the workflow \`infrastructure\` by hand), or say it in \`environments/$environment.toml\`. This issue follows the
scheduled check, and closes when there is nothing left to do.

END
    if [[ -n $issue ]]; then
        gh api --method PATCH "repos/$repository/issues/$issue" --field body=@"$text" --jq '"updated: " + .html_url'
    else
        gh api --method POST "repos/$repository/issues" --raw-field title="Drift in $environment" --field body=@"$text" \
            --raw-field 'labels[]=drift' --jq '"opened: " + .html_url'
    fi
    ;;
none)
    if [[ -n $issue ]]; then
        gh api --method POST "repos/$repository/issues/$issue/comments" \
            --raw-field body="What runs is what \`main\` says again." --jq '"said so: " + .html_url'
        gh api --method PATCH "repos/$repository/issues/$issue" --raw-field state=closed --raw-field state_reason=completed \
            --jq '"closed: " + .html_url'
    else
        echo "no drift, and no issue about any"
    fi
    ;;
*)
    echo "$usage" >&2
    exit 2
    ;;
esac
