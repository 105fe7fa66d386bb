#!/usr/bin/env bash
# What a run of the application pipeline does, as lines for $GITHUB_OUTPUT; a person sees by it what would happen.
#
#   EVENT=pull_request BASE=origin/main .github/scripts/application/choose.sh
#   EVENT=push BASE=COMMIT …            BASE: the last commit of main for which the pipeline succeeded, or nothing
#   EVENT=workflow_dispatch ENVIRONMENT=prod SERVICE=all|NAME DIGEST=[sha256:…] …
#
#   facts      what `iac services --format json` says
#   services, architectures, deployments    the matrices of the jobs, as JSON: what is tested and built, for what, and
#              what is deployed where; [] where nothing is
#
# Every merge to main goes to every development environment. Any other environment is deployed to by hand: it gets, from the
# first development environment, the image that was found well there, or the one that DIGEST names.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cd "$root"
facts
FACTS=$(jq --compact-output . <<<"$FACTS")
event=${EVENT:?one of pull_request, push, workflow_dispatch}
environment=${ENVIRONMENT:-} service=${SERVICE:-all} digest=${DIGEST:-}
of() { jq --compact-output "$@" <<<"$FACTS"; }

# Images are built for where they run first.
first=$(of --raw-output '[.environments[] | select(.tier == "development") | .name][0] // empty')
[[ -n $first ]] || fail "no environment has tier \"development\", and that is where images run first"

build='[]' deployments='[]'
case $event in
    pull_request | push)
        build=$("$here/changed.sh" "${BASE:-}")
        if [[ $event == push && -n ${BASE:-} && $(git rev-parse HEAD) != "$(git rev-parse --verify --quiet "$BASE^{commit}")" ]] &&
            git merge-base --is-ancestor HEAD "$BASE" 2>/dev/null; then
            echo "$BASE is later and is deployed: nothing to do; an earlier image is deployed by its digest" >&2
            build='[]'
        fi
        if [[ $event == push ]]; then
            deployments=$(of --argjson build "$build" '[.environments[] | select(.tier == "development") | .name] as $first
                | [.deployments[] | select(.environment | IN($first[])) | select(.service | IN($build[]))
                    | {environment, service, artifact: "built"}]')
        fi
        ;;
    workflow_dispatch)
        [[ ${GITHUB_REF:-refs/heads/main} == refs/heads/main ]] || fail "deployments are of main; this is $GITHUB_REF"
        [[ -z $digest || $digest =~ ^sha256:[0-9a-f]{64}$ ]] ||
            fail "'$digest' is no digest; it looks like sha256:… with 64 hexadecimal digits"
        [[ -z $digest || $service != all ]] || fail "a digest is of one service; say which"
        tier=$(of --raw-output --arg name "$environment" '.environments[] | select(.name == $name) | .tier')
        [[ -n $tier ]] || fail "there is no environment '$environment'; there are: $(of --raw-output '[.environments[].name] | join(", ")')"
        chosen=$(of --arg environment "$environment" --arg service "$service" \
            '[.deployments[] | select(.environment == $environment and ($service == "all" or .service == $service)) | .service]')
        [[ $chosen != '[]' ]] ||
            fail "there is no service '$service' in $environment; there are: $(of --raw-output --arg environment "$environment" '[.deployments[] | select(.environment == $environment) | .service] | join(", ")')"
        artifact='' from=''
        if [[ $tier != development ]]; then
            from=$first
        elif [[ -z $digest ]]; then
            artifact=built build=$chosen
        fi
        deployments=$(jq --compact-output --arg environment "$environment" --arg artifact "$artifact" --arg from "$from" \
            --arg digest "$digest" 'map({environment: $environment, service: ., $artifact, $from, $digest})' <<<"$chosen")
        ;;
    *) fail "there is nothing to do on '$event'; say pull_request, push or workflow_dispatch" ;;
esac

# Who deploys there; and who copies, where there is something to copy.
deployments=$(of --argjson chosen "$deployments" '. as $all | $chosen | map(. as $one
    | def who($environment): ($all.environments[] | select(.name == $environment)) as $around
        | $all.deployments[] | select(.environment == $environment and .service == $one.service)
        | {role, region: $around.region, account: $around.account};
    {artifact: "", from: "", digest: ""} + . + who(.environment)
    + (if (.from // "") == "" then {} else who(.from) | with_entries(.key |= "from_" + .) end))')
architectures=$(of --argjson build "$build" --arg first "$first" '
    if $build == [] then [] else [.environments[] | select(.name == $first) | .architecture] end')
echo "facts=$FACTS"
echo "services=$build"
echo "architectures=$architectures"
echo "deployments=$deployments"
