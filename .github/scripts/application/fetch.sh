#!/usr/bin/env bash
# Copies an image out of an environment's repository, manifest and layers, to be promoted to another; prints its digest.
#
#   .github/scripts/application/fetch.sh ENVIRONMENT SERVICE FOLDER [DIGEST]     FOLDER/image is then the image
#
# Without DIGEST it is the image that was deployed there last and found well. Where the repository no longer has DIGEST,
# nothing is printed: the environment that it is meant for may have it.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 3 || $# == 4 ]] || { say "usage: $0 ENVIRONMENT SERVICE FOLDER [DIGEST]"; exit 2; }
digest=${4:-}
[[ -z $digest ]] || is_digest "$digest" || fail "'$digest' is no digest; it looks like sha256:… with 64 hexadecimal digits"
load "$1" "$2"
if [[ -z $digest ]]; then
    name=$(recorded)
    digest=${name#"$repository_url@"}
    is_digest "$digest" || fail "no image of $service was deployed to $environment yet: $image_parameter says '$name'"
fi
if [[ -z $(stored "imageDigest=$digest") ]]; then
    say "$repository does not have $digest (it keeps $images_kept images)"
    exit 0
fi
login
rm -rf "$3/image"
mkdir -p "$3/image"
skopeo copy --quiet --preserve-digests "docker://$repository_url@$digest" "dir:$3/image" >&2
copied=$(digest_of "$3/image")
[[ $copied == "$digest" ]] || fail "copied $copied, and $digest was asked for"
described "dir:$3/image"
say "$repository: copied $digest, of commit $commit"
summarise "- \`$service\` from \`$environment\`: \`$digest\`, built from commit \`$commit\`"
give "$digest"
