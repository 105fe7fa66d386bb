#!/usr/bin/env bash
# Pushes an image that apps/image/build.sh built, or fetch.sh copied, under its commit; prints its digest.
#
#   .github/scripts/application/push.sh ENVIRONMENT SERVICE FOLDER [DIGEST]     FOLDER/image is the image
#
# A commit's tag never moves: where it is there already, its digest is what is deployed, however this one was built.
# With DIGEST (a promotion) it is that image, and no other.
#
# A push evicts nothing that runs. The repository keeps its newest images by the time they were pushed, and a new tag makes
# an old image no newer (https://github.com/aws/containers-roadmap/issues/2746); so where this push would let an image
# expire that runs, or that Terraform would start, the oldest of the others goes instead.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 3 || $# == 4 ]] || { say "usage: $0 ENVIRONMENT SERVICE FOLDER [DIGEST]"; exit 2; }
[[ -f $3/image/manifest.json ]] || fail "$3/image is no image: it has no manifest.json"
load "$1" "$2"
login
folder=$3
described "dir:$folder/image"
digest=$(digest_of "$folder/image") promoted=${4:-}
[[ -z $promoted || $promoted == "$digest" ]] || fail "$folder/image is $digest, and not $promoted, which is to be promoted"

# The images that a push must not let expire: that of each deployment of the service, and the recorded one.
in_use() {
    local revisions revision
    revisions=$(aws ecs describe-services --cluster "$cluster" --services "$ecs_service" \
        --query 'services[0].[taskDefinition, deployments[].taskDefinition][]' --output json | jq --raw-output 'unique[]')
    for revision in $revisions; do
        aws ecs describe-task-definition --task-definition "$revision" \
            --query 'taskDefinition.containerDefinitions[].image' --output json | jq --raw-output '.[]'
    done
    recorded
}

make_room() {
    local images used spare
    used=$(in_use | sed -n 's/^.*@//p' | jq --raw-input --slurp --compact-output 'split("\n") | map(select(. != "")) | unique')
    images=$(aws ecr describe-images --repository-name "$repository" --filter tagStatus=TAGGED --output json)
    # Newest first. Those beyond the last that is kept beside the new one expire; as long as one of them is in use, the oldest
    # that is not goes from before it.
    spare=$(jq --raw-output --argjson used "$used" --argjson kept "$images_kept" '
        [.imageDetails[] | {digest: .imageDigest, at: .imagePushedAt, tag: .imageTags[0]}] | sort_by(.at) | reverse
        | [.[] | . + {used: (.digest as $digest | $used | index($digest) != null)}]
        | ([to_entries[] | select(.value.used) | .key] | max // -1) as $oldest_used
        | ($oldest_used + 2 - $kept) as $too_many
        | if $too_many <= 0 then empty
          else [.[:$oldest_used][] | select(.used | not)] | reverse
            | if length < $too_many then "none" else .[:$too_many][] | "\(.digest) \(.tag)" end
          end' <<<"$images")
    [[ $spare != none ]] ||
        fail "$repository keeps $images_kept images, and more of them are in use than leave room for another; wait until a deployment is finished"
    while read -r old tag; do
        [[ -n $old ]] || continue
        say "$repository keeps $images_kept images: $tag ($old) makes room, so that none expires that is in use"
        aws ecr batch-delete-image --repository-name "$repository" --image-ids "imageDigest=$old" --output json |
            jq --exit-status '.failures == []' >/dev/null || fail "$repository: $old could not be removed"
    done <<<"$spare"
}

there=$(stored "imageTag=$commit")
if [[ -z $there && -n $promoted ]]; then there=$(stored "imageDigest=$digest"); fi
if [[ -z $there ]]; then
    make_room
    if skopeo copy --quiet --preserve-digests "dir:$folder/image" "docker://$repository_url:$commit" >&2; then
        there=$(stored "imageTag=$commit")
        [[ $there == "$digest" ]] || fail "$repository has '$there' under $commit, and $digest was pushed"
        say "$repository: pushed $commit as $digest"
    else # another run may have pushed it meanwhile
        there=$(stored "imageTag=$commit")
        [[ -n $there ]] || fail "$repository: $commit could not be pushed; the reason is above"
    fi
else
    say "$repository has $commit already, as $there"
fi
if [[ $there != "$digest" ]]; then
    [[ -z $promoted ]] || fail "$repository has $there under $commit, which is not the image to be promoted, $digest; tags never move"
    say "it was built as $digest this time; what is there is deployed"
fi
give "$there"
