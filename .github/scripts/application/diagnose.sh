#!/usr/bin/env bash
# Says why tasks of a revision do not run: the service's last events, the tasks that stopped, and their last words.
#
#   .github/scripts/application/diagnose.sh ENVIRONMENT SERVICE [REVISION]     the ARN of a task definition
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 2 || $# == 3 ]] || { say "usage: $0 ENVIRONMENT SERVICE [REVISION]"; exit 2; }
load "$1" "$2"

say "the last events of $ecs_service:"
aws ecs describe-services --cluster "$cluster" --services "$ecs_service" --output json |
    jq --raw-output '[.services[0].events[]?] | sort_by(.createdAt) | .[-8:][] | "\(.createdAt) \(.message)"' | quote >&2

tasks=$(aws ecs list-tasks --cluster "$cluster" --service-name "$ecs_service" --desired-status STOPPED \
    --query taskArns --output json | jq --raw-output '.[:100][]')
if [[ -z $tasks ]]; then
    say "no task of it stopped (AWS forgets them after an hour)"
    exit 0
fi
# shellcheck disable=SC2086 # one argument each
stopped=$(aws ecs describe-tasks --cluster "$cluster" --tasks $tasks --output json |
    jq --arg revision "${3:-}" '[.tasks[] | select($revision == "" or .taskDefinitionArn == $revision)]
        | sort_by(.stoppedAt // "") | reverse | .[:3]')
say "the last tasks that stopped:"
jq --raw-output '.[] | "\(.taskArn | split("/") | last): \(.stopCode // "") \(.stoppedReason // "")",
    (.containers[]? | "  \(.name): \(if .exitCode != null then "exit code \(.exitCode) " else "" end)\(.reason // "")")' \
    <<<"$stopped" | quote >&2
while read -r id; do
    [[ -n $id ]] || continue
    last_words "$container" "$id"
done < <(jq --raw-output '.[].taskArn | split("/") | last' <<<"$stopped")
