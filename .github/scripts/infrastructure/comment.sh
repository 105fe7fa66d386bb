#!/usr/bin/env bash
# Puts a comment on a pull request, in the place of the one that it replaces.
# Usage: comment.sh NUMBER FILE    the first line of FILE is hidden, and is what its earlier self is known by
# Needs gh, jq, and GH_TOKEN with `pull-requests: write`; GITHUB_REPOSITORY is OWNER/NAME.
set -euo pipefail
number=${1:?usage: comment.sh NUMBER FILE}
file=${2:?usage: comment.sh NUMBER FILE}
repository=${GITHUB_REPOSITORY:?is OWNER/NAME}

mark=$(head -n 1 "$file")
if [[ $mark != "<!-- "*" -->" ]]; then
    echo "::error::the first line of $file is no hidden mark: $mark" >&2
    exit 2
fi
# Of the workflows' own: anybody could begin a comment with the mark.
earlier=$(gh api --paginate "repos/$repository/issues/$number/comments?per_page=100" |
    jq --raw-output --slurp --arg mark "$mark" \
        'add // [] | map(select(.user.login == "github-actions[bot]" and (.body | startswith($mark)))) | first.id // empty')
if [[ -n $earlier ]]; then
    address=$(gh api --method PATCH "repos/$repository/issues/comments/$earlier" --field body=@"$file" --jq .html_url)
else
    address=$(gh api --method POST "repos/$repository/issues/$number/comments" --field body=@"$file" --jq .html_url)
fi
echo "commented: $address"
