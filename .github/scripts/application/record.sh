#!/usr/bin/env bash
# Says which image runs, where Terraform reads it; only then does no later plan take a deployment back.
#
#   .github/scripts/application/record.sh ENVIRONMENT SERVICE DIGEST
#
# Type and key of the parameter stay as Terraform made them, or the next plan would put them back.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 3 ]] || { say "usage: $0 ENVIRONMENT SERVICE DIGEST"; exit 2; }
is_digest "$3" || fail "'$3' is no digest; it looks like sha256:… with 64 hexadecimal digits"
load "$1" "$2"
image=$repository_url@$3
if [[ $(recorded) == "$image" ]]; then
    say "$image_parameter says $3 already"
    exit 0
fi
now=$(aws ssm get-parameter-history --name "$image_parameter" --output json | jq '.Parameters | max_by(.Version)')
aws ssm put-parameter --overwrite --name "$image_parameter" --value "$image" \
    --type "$(jq --raw-output .Type <<<"$now")" --key-id "$(jq --raw-output .KeyId <<<"$now")" >/dev/null
say "$image_parameter says $3"
