#!/usr/bin/env bash
# What an attestation of a built image is about, as the outputs `name` and `digest`.
#
#   .github/scripts/application/subject.sh SERVICE FOLDER     FOLDER/SERVICE/image is the image
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 2 ]] || { say "usage: $0 SERVICE FOLDER"; exit 2; }
facts
name=$(jq --raw-output --arg service "$1" '
    [.environments[] | select(.tier == "development") | .name][0] as $first
    | .deployments[] | select(.environment == $first and .service == $service) | .repository_url' <<<"$FACTS")
[[ -n $name ]] || fail "there is no service $1 in the first development environment"
echo "$name"
echo "name=$name" >>"${GITHUB_OUTPUT:-/dev/null}"
give "$(digest_of "$2/$1/image")"
