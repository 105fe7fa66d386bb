#!/usr/bin/env bash
# Shows what runs in an environment: how many tasks of each service, of which image, and where it is reached.
# Usage: look.sh ENVIRONMENT
# Fails where a service has fewer tasks than it should, or an image other than the one that Terraform knows. Needs aws, jq,
# cargo (or `iac`) and credentials that may read.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

environment=${1:?usage: look.sh ENVIRONMENT}
deployments=$(iac services --format json |
    jq --compact-output --arg name "$environment" '.deployments[] | select(.environment == $name)')
[[ -n $deployments ]] || fail "there is no environment $environment with services in it"

wrong=0
while read -r deployment; do
    fact() { jq --raw-output ".$1" <<<"$deployment"; }
    described=$(aws ecs describe-services --cluster "$(fact cluster)" --services "$(fact ecs_service)" --output json |
        jq '.services[0] // {} | {status, desired: .desiredCount, running: .runningCount, revision: .taskDefinition}')
    if [[ $(jq --raw-output .status <<<"$described") != ACTIVE ]]; then
        echo "$(fact service): it is not there"
        wrong=1
        continue
    fi
    image=$(aws ecs describe-task-definition --task-definition "$(jq --raw-output .revision <<<"$described")" --output json |
        jq --raw-output --arg name "$(fact container)" '.taskDefinition.containerDefinitions[] | select(.name == $name) | .image')
    known=$(aws ssm get-parameter --with-decryption --name "$(fact image_parameter)" --query Parameter.Value --output text)
    jq --raw-output --arg service "$(fact service)" --arg image "$image" --arg url "$(fact url)$(fact ready_path)" \
        '"\($service): \(.running) of \(.desired) tasks run \($image)\n  \($url)"' <<<"$described"
    if [[ $image != "$known" ]]; then
        echo "  but Terraform knows $known: deploy it again"
        wrong=1
    fi
    jq --exit-status --argjson minimum "$(fact minimum)" '.running >= $minimum' <<<"$described" >/dev/null || wrong=1
done <<<"$deployments"
exit "$wrong"
