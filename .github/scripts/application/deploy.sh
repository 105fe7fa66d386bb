#!/usr/bin/env bash
# Deploys an image of the environment's repository by its digest: has the database migrated by it; registers a new revision
# of the newest task definition, which Terraform may have changed; waits until its tasks run, asks the service which commit
# it is, and only then says so to Terraform. What fails is taken back: the service runs what it ran, and nothing is left
# that a plan would notice. Migrations stay: they only add, and what ran before runs on.
#
#   .github/scripts/application/deploy.sh ENVIRONMENT SERVICE DIGEST
#
# ONLY_FORWARD=yes leaves the service alone where it runs a later commit already: two merges may overtake each other.
# A job that died halfway is run again; that ends in the same state.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source "$(dirname "${BASH_SOURCE[0]}")/revisions.sh"

[[ $# == 3 ]] || { say "usage: $0 ENVIRONMENT SERVICE DIGEST"; exit 2; }
digest=$3
is_digest "$digest" || fail "'$digest' is no digest; it looks like sha256:… with 64 hexadecimal digits"
load "$1" "$2"
export FACTS
image=$repository_url@$digest
seconds=${DEPLOY_PAUSE_SECONDS:-10} limit=${DEPLOY_LIMIT_SECONDS:-900}

number() { echo "${1##*:}"; }

# A job that died may have left a revision that nothing runs and Terraform does not know; a plan would notice it.
settle() {
    local running latest arn found
    running=$(described_service | jq --raw-output .taskDefinition)
    while true; do
        latest=$(newest_revision "$task_family")
        arn=$(jq --raw-output .taskDefinition.taskDefinitionArn <<<"$latest")
        found=$(jq --raw-output --arg name "$container" \
            '.taskDefinition.containerDefinitions[] | select(.name == $name) | .image' <<<"$latest")
        (($(number "$arn") > $(number "$running"))) || return 0
        [[ $found != "$(recorded)" ]] || return 0
        say "revision $(number "$arn") of $task_family ($found) is in nobody's use: deregistered"
        aws ecs deregister-task-definition --task-definition "$arn" >/dev/null
    done
}

# What the service does: a line for people, and whether it is done, failed, or goes on.
progress() { # revision
    described_service | jq --raw-output --arg revision "$1" '
        ([.deployments[] | select(.status == "PRIMARY")][0]) as $primary
        | if .taskDefinition != $revision then "left \(.taskDefinition)"
          elif $primary.rolloutState == "FAILED" then "failed \($primary.rolloutStateReason // "")"
          elif $primary.taskDefinition == $revision and $primary.rolloutState == "COMPLETED"
            and (.deployments | length) == 1 and .runningCount == .desiredCount then "done \(.runningCount) tasks run"
          else "goes on: \(.runningCount) of \(.desiredCount) tasks run, \(.pendingCount) start, \($primary.failedTasks // 0) failed" end'
}

await() { # revision, seconds; fails with the last line
    local started=$SECONDS line=""
    while true; do
        local now
        now=$(progress "$1")
        [[ $now == "$line" ]] || say "$ecs_service: revision $(number "$1"): $now"
        line=$now
        case $line in
            done*) return 0 ;;
            left* | failed*) why=$line; return 1 ;;
        esac
        if ((SECONDS - started >= $2)); then
            why="not stable after $2 seconds: $line"
            return 1
        fi
        pause "$seconds"
    done
}

# A deployment that was rolled back is stable too: every task must be of the revision, and of the digest.
verify() { # revision
    local tasks wrong
    why="its tasks cannot be read"
    tasks=$(aws ecs list-tasks --cluster "$cluster" --service-name "$ecs_service" --desired-status RUNNING \
        --query taskArns --output json | jq --raw-output '.[:100][]') || return 1
    if [[ -z $tasks ]]; then why="no task of it runs"; return 1; fi
    # shellcheck disable=SC2086 # one argument each
    wrong=$(aws ecs describe-tasks --cluster "$cluster" --tasks $tasks --output json |
        jq --raw-output --arg revision "$1" --arg digest "$digest" --arg name "$container" '.tasks[]
            | (.containers[] | select(.name == $name) | .imageDigest) as $runs
            | select(.taskDefinitionArn != $revision or $runs != $digest)
            | "task \(.taskArn | split("/") | last) runs \($runs) as \(.taskDefinitionArn | split("/") | last)"') || return 1
    if [[ -n $wrong ]]; then why=$wrong; return 1; fi
}

# The newest revision before this one that has the image which Terraform knows, or nothing.
last_good() { # revision
    local number known found
    known=$(recorded)
    for ((number = $(number "$1") - 1; number > 0; number--)); do
        found=$(aws ecs describe-task-definition --task-definition "$task_family:$number" --output json) || return 0
        jq --raw-output --exit-status --arg name "$container" --arg image "$known" '.taskDefinition | select(.status == "ACTIVE")
            | select(.containerDefinitions[] | select(.name == $name) | .image == $image) | .taskDefinitionArn' \
            <<<"$found" && return 0
    done
}

# Another process, for this one hears signals only while it waits; the other is told of them.
migrate() {
    "$here/migrate.sh" "$environment" "$service" "$digest" &
    migrating=$!
    wait "$migrating" || {
        migrating=""
        say "$service was not deployed to $environment: $ecs_service is left at revision $(number "$before")"
        exit 1
    }
    migrating=""
}

stop_migrating() {
    [[ -n ${migrating:-} ]] || return 0
    trap '' INT TERM
    kill -TERM "$migrating" 2>/dev/null || return 0
    wait "$migrating"
}

# Takes back what this run has done, as far as it came: the service first, then the revision. Another deployment's work is
# left alone.
take_back() {
    local now
    [[ -n ${registered:-} && -z ${done:-} ]] || return 0
    trap '' INT TERM
    now=$(described_service | jq --raw-output .taskDefinition) || return
    if [[ $now == "$registered" ]]; then
        say "$ecs_service goes back to revision $(number "$before") with $count_before tasks"
        aws ecs update-service --cluster "$cluster" --service "$ecs_service" --task-definition "$before" \
            --desired-count "$count_before" >/dev/null || return
        now=$before
    fi
    aws ecs deregister-task-definition --task-definition "$registered" >/dev/null
    say "revision $(number "$registered") of $task_family is deregistered"
    settle
    # Whoever cancelled the job does not wait.
    if ((exited < 128)) && ! await "$now" "$limit"; then
        say "error: $ecs_service is not well on revision $(number "$now") either: $why"
    fi
}

give_up() {
    "$here/diagnose.sh" "$environment" "$service" "$revision" || true
    fail "$service was not deployed to $environment ($image, commit $commit): $why"
}

must_have "$digest"
login
described "docker://$image"
[[ $machine == "$architecture" ]] || fail "$image is for $machine, and $environment runs $architecture"

if [[ ${ONLY_FORWARD:-} == yes ]]; then
    wanted=$commit last=$(recorded)
    if [[ $last == "$repository_url@sha256:"* && $last != "$image" ]]; then
        described "docker://$last"
        if git -C "$root" merge-base --is-ancestor "$wanted" "$commit" && [[ $wanted != "$commit" ]]; then
            say "$environment runs $commit of $service already, which is later than $wanted: nothing to do"
            summarise "- \`$service\` in \`$environment\` runs the later commit \`$commit\` already"
            exit 0
        fi
    fi
    commit=$wanted
fi

why="the job was stopped"
at_exit take_back
at_exit stop_migrating
trap 'exit 130' INT
trap 'exit 143' TERM
settle
[[ -z $migrate_task_family ]] || forget_runs "$setup_task_family" "$migrate_task_family"
found=$(described_service)
before=$(jq --raw-output .taskDefinition <<<"$found")
count_before=$(jq --raw-output .desiredCount <<<"$found")
latest=$(newest_revision "$task_family")
newest=$(jq --raw-output .taskDefinition.taskDefinitionArn <<<"$latest")
runs=$(jq --raw-output --arg name "$container" \
    '.taskDefinition.containerDefinitions[] | select(.name == $name) | .image' <<<"$latest")
if [[ $newest == "$before" && $runs == "$image" ]]; then
    say "$ecs_service has $digest already, as revision $(number "$before")"
    # Without a task, it was stopped: to restore its database, it may be, which then is as it was.
    ((count_before > 0)) || migrate
    revision=$before
    if [[ $(recorded) != "$image" ]]; then # a job died before it knew whether this is well
        before=$(last_good "$revision")
        [[ -z $before ]] || registered=$revision
        [[ $(recorded) == *@sha256:* ]] || count_before=0
    fi
else
    migrate
    definition=$(with_image "$image" <<<"$latest")
    revision=$(aws ecs register-task-definition --cli-input-json "$definition" \
        --query taskDefinition.taskDefinitionArn --output text)
    registered=$revision new=yes
    say "$service: $image is revision $(number "$revision") of $task_family"
fi
count=()
if ((count_before < minimum)); then count=(--desired-count "$minimum"); fi
if [[ -n ${new:-} || ${#count[@]} != 0 ]]; then
    aws ecs update-service --cluster "$cluster" --service "$ecs_service" --task-definition "$revision" "${count[@]}" >/dev/null
fi
await "$revision" "$limit" || give_up
verify "$revision" || give_up
"$here/smoke.sh" "$environment" "$service" "$commit" || { why="the smoke test failed; the reason is above"; give_up; }
done=yes
"$here/record.sh" "$environment" "$service" "$digest" ||
    fail "$service runs $digest in $environment, and $image_parameter does not say so: run this again, or the next plan takes the deployment back"
summarise "- \`$service\` in \`$environment\` runs \`$digest\`, built from commit \`$commit\`"
say "$service runs $digest in $environment"
