# shellcheck shell=bash
# What the scripts of the application pipeline have in common; sourced by them. They need aws, jq, skopeo and curl, and
# credentials of the environment's deploy role. FACTS may hold what `iac services --format json` says; without it, it is asked.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
export AWS_PAGER=""

say() { echo "$*" >&2; }

fail() { # message: for people, and where GitHub shows it
    echo "error: $*" >&2
    if [[ ${GITHUB_ACTIONS:-} == true ]]; then
        local line=${*//'%'/%25}
        echo "::error::${line//$'\n'/%0A}" >&2
    fi
    exit 1
}

# What was said by somebody else: never at the start of a line, where it could be a command to GitHub's runner.
quote() { sed 's/^/    | /'; }

summarise() { # Markdown, for the page of the run
    if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then echo "$*" >>"$GITHUB_STEP_SUMMARY"; fi
}

facts() {
    if [[ -z ${FACTS:-} ]]; then
        FACTS=$(cd "$root" && if command -v iac >/dev/null; then iac services --format json; else
            cargo run --quiet --package iac -- services --format json; fi)
        export FACTS
    fi
}

# The facts of one service in one environment, as variables; and proof that these are the credentials of its account.
# shellcheck disable=SC2034 # whoever sources this uses them
load() { # environment, service
    local program
    for program in aws jq skopeo curl; do
        command -v "$program" >/dev/null || fail "there is no $program on this machine: install it"
    done
    facts
    local found
    found=$(jq --exit-status --arg environment "$1" --arg service "$2" '
        . as $all
        | (.environments[] | select(.name == $environment)) as $around
        | .deployments[] | select(.environment == $environment and .service == $service)
        | . + {account: $around.account, region: $around.region, architecture: $around.architecture}' <<<"$FACTS") || {
        say "error: there is no service $2 in an environment $1; there are:"
        jq --raw-output '.deployments[] | "  \(.environment) \(.service)"' <<<"$FACTS" >&2
        exit 1
    }
    fact() { jq --raw-output ".$1 // empty" <<<"$found"; }
    environment=$1 service=$2
    account=$(fact account) region=$(fact region) architecture=$(fact architecture) role=$(fact role)
    repository=$(fact repository) repository_url=$(fact repository_url) images_kept=$(fact images_kept)
    cluster=$(fact cluster) ecs_service=$(fact ecs_service) task_family=$(fact task_family)
    container=$(fact container) minimum=$(fact minimum) image_parameter=$(fact image_parameter)
    migrate_task_family=$(fact database.migrate_task_family) setup_task_family=$(fact database.setup_task_family)
    log_group=$(fact log_group) load_balancer=$(fact load_balancer) url=$(fact url) ready_path=$(fact ready_path)
    export AWS_REGION=$region AWS_DEFAULT_REGION=$region
    if [[ ${CHECKED_ACCOUNT:-} != "$account" ]]; then # one script calls another
        CHECKED_ACCOUNT=$(aws sts get-caller-identity --query Account --output text)
        [[ $CHECKED_ACCOUNT == "$account" ]] ||
            fail "these credentials are of account $CHECKED_ACCOUNT; $1 is in $account, where $role deploys"
        export CHECKED_ACCOUNT
    fi
}

# Runs aws; 3 where AWS answers with this error, and what it wrote to standard error only otherwise.
aws_unless() { # error, arguments of aws
    local expected=$1 said status=0
    shift
    said=$(mktemp)
    aws "$@" 2>"$said" || status=$?
    if [[ $status != 0 ]]; then
        if grep -q "($expected)" "$said"; then status=3; else cat "$said" >&2; fi
    fi
    rm -f "$said"
    return "$status"
}

give() { # digest: for people, and for the steps that follow
    echo "$1"
    echo "digest=$1" >>"${GITHUB_OUTPUT:-/dev/null}"
}

digest_of() { # folder with an image: its name in any registry is that of its manifest
    echo "sha256:$(sha256sum "$1/manifest.json" | cut -d' ' -f1)"
}

# Signals are heard while it sleeps.
pause() {
    sleep "$1" &
    wait $!
}

is_digest() { [[ $1 =~ ^sha256:[0-9a-f]{64}$ ]]; }

# Lets skopeo in, for as long as the script runs and with a file of its own.
login() {
    local folder
    folder=$(mktemp -d)
    at_exit "rm -rf '$folder'"
    export REGISTRY_AUTH_FILE=$folder/auth.json
    aws ecr get-login-password |
        skopeo login --username AWS --password-stdin "${repository_url%%/*}" >/dev/null
}

exits=()
# shellcheck disable=SC2034 # whoever is called at the end reads it
exited=0
at_exit() { # command; the newest runs first
    exits=("$1" "${exits[@]}")
    # shellcheck disable=SC2154 # step is set in it
    trap 'exited=$?; for step in "${exits[@]}"; do eval "$step" || true; done' EXIT
}

# The digest that the repository has under a tag or a digest, or nothing.
stored() { # imageTag=… or imageDigest=…
    local found status=0
    found=$(aws_unless ImageNotFoundException ecr describe-images --repository-name "$repository" --image-ids "$1" \
        --query 'imageDetails[0].imageDigest' --output text) || status=$?
    [[ $status == 0 || $status == 3 ]] || return "$status"
    [[ $status == 3 ]] || echo "$found"
}

must_have() { # digest: fails with what there is where the repository no longer keeps it
    [[ -n $(stored "imageDigest=$1") ]] || fail "$repository no longer has $1: it keeps the newest $images_kept images. It has:
$(aws ecr describe-images --repository-name "$repository" --filter tagStatus=TAGGED --output json |
        jq --raw-output '.imageDetails | sort_by(.imagePushedAt) | reverse[] | "  \(.imageDigest) of \(.imageTags[0]), pushed \(.imagePushedAt)"')
To run another commit, build it again: run the workflow on it without a digest"
}

# The image's name that the last deployment left for Terraform: repository@digest, or a tag that does not exist.
recorded() {
    aws ssm get-parameter --name "$image_parameter" --with-decryption --query Parameter.Value --output text
}

described_service() {
    aws ecs describe-services --cluster "$cluster" --services "$ecs_service" --output json |
        jq --exit-status '.services[0] | select(.status == "ACTIVE")' ||
        fail "there is no service $ecs_service in cluster $cluster; apply $environment first"
}

last_words() { # prefix of the log stream, id of a task
    local words status=0
    words=$(aws_unless ResourceNotFoundException logs get-log-events --log-group-name "$log_group" \
        --log-stream-name "$1/$container/$2" --limit 20 --query 'events[].message' --output json) || status=$?
    [[ $status == 0 || $status == 3 ]] || return "$status"
    if [[ $status == 3 ]]; then say "task $2 said nothing"; return 0; fi
    say "the last words of task $2:"
    jq --raw-output '.[]' <<<"$words" | quote >&2
}

# What the image itself says: the commit that it was built from, and for which machine.
described() { # skopeo's name of the image; sets commit and machine
    local config
    config=$(skopeo inspect --config "$1")
    commit=$(jq --raw-output '.config.Labels["org.opencontainers.image.revision"] // empty' <<<"$config")
    machine=$(jq --raw-output '.architecture // empty' <<<"$config")
    [[ $commit =~ ^[0-9a-f]{40}$ ]] ||
        fail "the image ${1#*:} does not say which commit it was built from (label org.opencontainers.image.revision: '$commit'); build it with apps/image/build.sh"
    # shellcheck disable=SC2034 # for who asked
    case $machine in amd64) machine=x86-64 ;; esac
}
