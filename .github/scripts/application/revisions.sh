# shellcheck shell=bash
# Revisions of task definitions: what deploy.sh and migrate.sh have in common; sourced by them after common.sh.

newest_revision() { # family: its newest revision that is active, with its tags
    aws ecs describe-task-definition --task-definition "$1" --include TAGS --output json
}

# Of a described revision, what registers it once more with another image: all but what AWS adds, and the same tags, for a
# plan compares them.
with_image() { # image
    # shellcheck disable=SC2154 # load sets it
    jq --arg name "$container" --arg image "$1" '
        .tags as $tags | .taskDefinition
        | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities, .registeredAt, .registeredBy, .deregisteredAt)
        | (.containerDefinitions[] | select(.name == $name) | .image) = $image
        | if ($tags | length) > 0 then .tags = $tags else . end'
}

# A label of the container tells a revision that is made for one run from those of Terraform's, whatever their images are.
mark=healthcare-app.runs-once

for_one_run() { # of what registers a revision, the same with the label
    jq --arg name "$container" --arg mark "$mark" \
        '(.containerDefinitions[] | select(.name == $name) | .dockerLabels[$mark]) = "yes"'
}

# Deregisters what was made for one run, as that one ended or died, so that Terraform's own revision is the newest again.
forget_runs() { # families
    local family latest made arn
    for family in "$@"; do
        while true; do
            latest=$(newest_revision "$family") || return
            made=$(jq --arg mark "$mark" 'any(.taskDefinition.containerDefinitions[]; .dockerLabels[$mark] != null)' \
                <<<"$latest") || return
            [[ $made == true ]] || break
            arn=$(jq --raw-output .taskDefinition.taskDefinitionArn <<<"$latest")
            aws ecs deregister-task-definition --task-definition "$arn" >/dev/null || return
            say "revision ${arn##*:} of $family is deregistered"
        done
    done
}
