#!/usr/bin/env bash
# Brings a service's database up to date with an image, before that image is deployed: a task that makes the database and its
# roles, so far as they are missing, and one that migrates. Each runs once, of the newest definition that Terraform made for
# it, with the image by its digest. One that fails says why, in its own words.
#
#   .github/scripts/application/migrate.sh ENVIRONMENT SERVICE DIGEST
#
# A database that is somebody else's is left alone. The revision that a task runs as is deregistered in every case, so that
# no plan notices; one that a job left which died goes before the next is registered. A task that does not end in time is
# stopped, and so is one whose job is.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source "$(dirname "${BASH_SOURCE[0]}")/revisions.sh"

[[ $# == 3 ]] || { say "usage: $0 ENVIRONMENT SERVICE DIGEST"; exit 2; }
digest=$3
is_digest "$digest" || fail "'$digest' is no digest; it looks like sha256:… with 64 hexadecimal digits"
load "$1" "$2"
if [[ -z $migrate_task_family ]]; then
    say "the database of $service in $environment is somebody else's: nothing is migrated"
    exit 0
fi
must_have "$digest"
seconds=${DEPLOY_PAUSE_SECONDS:-10} limit=${MIGRATE_LIMIT_SECONDS:-600}

# A task that a job started which died goes on, and no other takes its place before it has ended.
await_earlier() { # family
    local started=$SECONDS tasks line=""
    while true; do
        tasks=$(aws ecs list-tasks --cluster "$cluster" --family "$1" --desired-status RUNNING \
            --query taskArns --output json | jq --raw-output '[.[] | split("/") | last] | join(", ")')
        [[ -n $tasks ]] || return 0
        [[ $tasks == "$line" ]] || say "$1: task $tasks of an earlier run goes on"
        line=$tasks
        ((SECONDS - started < limit)) ||
            fail "$1: task $tasks of an earlier run has not ended after $limit seconds; see in $log_group what it waits for, or stop it"
        pause "$seconds"
    done
}

# A line for people: where a task is, or how it ended.
progress() { # ARN
    aws ecs describe-tasks --cluster "$cluster" --tasks "$1" --output json | jq --raw-output --arg name "$container" '
        .tasks[0] as $task | ([$task.containers[]? | select(.name == $name)][0]) as $container
        | ([$task.stoppedReason, $container.reason] | map(select(. != null and . != "")) | join("; ")) as $why
        | if $task == null then "goes on: not seen yet"
          elif $task.lastStatus != "STOPPED" then "goes on: \($task.lastStatus)"
          elif $container.exitCode == 0 then "done"
          elif $container.exitCode == null then "never started: \($why)"
          else "failed with exit code \($container.exitCode): \($why)" end
        | gsub("\\s+"; " ")'
}

# Runs a family's newest revision once, with the image, and waits until it has ended.
run() { # what it is, family
    local latest definition revision ran started line="" now
    await_earlier "$2"
    forget_runs "$2"
    latest=$(newest_revision "$2")
    definition=$(with_image "$repository_url@$digest" <<<"$latest" | for_one_run)
    revision=$(aws ecs register-task-definition --cli-input-json "$definition" \
        --query taskDefinition.taskDefinitionArn --output text)
    ran=$(aws ecs run-task --cluster "$cluster" --task-definition "$revision" --launch-type FARGATE --count 1 \
        --network-configuration "$network" --output json) ||
        fail "$service in $environment: the $1 of its database could not be started; the reason is above"
    task=$(jq --raw-output '.tasks[0].taskArn // empty' <<<"$ran")
    [[ -n $task ]] || fail "$service in $environment: the $1 of its database could not be started: $(jq --raw-output \
        '[.failures[] | [.reason, .detail] | map(select(.)) | join(", ")] | join("; ") | gsub("\\s+"; " ")' <<<"$ran")"
    say "$service: the $1 of its database is task ${task##*/}, as revision ${revision##*:} of $2"
    started=$SECONDS
    while true; do
        now=$(progress "$task")
        [[ $now == "$line" ]] || say "task ${task##*/}: $now"
        line=$now
        [[ $line == "goes on"* ]] || break
        if ((SECONDS - started >= limit)); then
            line="had not ended after $limit seconds (it $line)"
            if stop "it had not ended after $limit seconds"; then line+=" and was stopped"; else line+=" and could not be stopped"; fi
            break
        fi
        pause "$seconds"
    done
    local id=${task##*/}
    task=""
    [[ $line != "done" ]] || return 0
    last_words "$(stream_prefix <<<"$latest")" "$id"
    fail "$service in $environment: the $1 of its database $line"
}

# The task that runs, if one does.
task=""
stop() { # reason
    [[ -n $task ]] || return 0
    aws ecs stop-task --cluster "$cluster" --task "$task" --reason "$1" >/dev/null || return
    say "task ${task##*/} is stopped: $1"
}

stream_prefix() { # of a described revision's log streams
    jq --raw-output --arg name "$container" '.taskDefinition.containerDefinitions[] | select(.name == $name)
        | .logConfiguration.options["awslogs-stream-prefix"]'
}

clear_up() {
    trap '' INT TERM
    stop "its job ended before it did"
    forget_runs "$setup_task_family" "$migrate_task_family"
}

network=$(described_service | jq --compact-output .networkConfiguration)
[[ $network != null ]] || fail "$ecs_service has no network configuration, which its tasks need; apply $environment first"
at_exit clear_up
trap 'exit 130' INT
trap 'exit 143' TERM
# Each time: whether a database is new, or was restored, nobody here can know.
run setup "$setup_task_family"
run migration "$migrate_task_family"
say "the database of $service in $environment is migrated by $digest"
