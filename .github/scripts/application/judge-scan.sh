#!/usr/bin/env bash
# Waits for the registry's scan of an image, and judges it: a critical finding fails, unless accepted-findings.json lists it
# with a reason and a date that has not passed.
#
#   .github/scripts/application/judge-scan.sh ENVIRONMENT SERVICE DIGEST
#
# Amazon ECR's basic scan reads packages of an operating system, of which our images have none, and then says that it
# cannot judge them; what they are made of is judged before they are pushed, by scan.sh.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 3 ]] || { say "usage: $0 ENVIRONMENT SERVICE DIGEST"; exit 2; }
is_digest "$3" || fail "'$3' is no digest; it looks like sha256:… with 64 hexadecimal digits"
load "$1" "$2"
must_have "$3"
accepted=${ACCEPTED_FINDINGS:-$here/accepted-findings.json}
seconds=${DEPLOY_PAUSE_SECONDS:-10} limit=${SCAN_LIMIT_SECONDS:-600}

started=$SECONDS
while true; do
    status=0
    found=$(aws_unless ScanNotFoundException ecr describe-image-scan-findings --repository-name "$repository" \
        --image-id "imageDigest=$3" --output json) || status=$?
    [[ $status == 0 || $status == 3 ]] || exit "$status"
    state=NONE about=""
    if [[ $status == 0 ]]; then
        state=$(jq --raw-output '.imageScanStatus.status' <<<"$found")
        about=$(jq --raw-output '.imageScanStatus.description // ""' <<<"$found")
    fi
    case $state in
        COMPLETE | ACTIVE) break ;;
        UNSUPPORTED_IMAGE) unsupported=yes ;;
        FAILED)
            [[ $about == *UnsupportedImage* ]] || fail "the scan of $3 failed: $about"
            unsupported=yes
            ;;
        NONE | IN_PROGRESS | PENDING) ;;
        *) fail "the scan of $3 is $state: $about" ;;
    esac
    if [[ -n ${unsupported:-} ]]; then
        say "$repository: the registry cannot judge $3, which has no operating system; scan.sh judged what it is made of"
        exit 0
    fi
    ((SECONDS - started < limit)) ||
        fail "$repository: no scan of $3 after $limit seconds (it is $state); scanning on push is set up by the account's bootstrap"
    pause "$seconds"
done

critical=$(jq --compact-output '[.imageScanFindings
    | (.findings // [])[] , ((.enhancedFindings // [])[] | {name: (.packageVulnerabilityDetails.vulnerabilityId // .title), severity})
    | select(.severity == "CRITICAL") | .name] | unique' <<<"$found")
judged=$(jq --raw-output --argjson critical "$critical" --arg today "$(date -u +%F)" '
    . as $accepted | $critical[] as $name
    | ([$accepted[] | select(.id == $name)][0]) as $entry
    | if $entry == null then "refused \($name)"
      elif $entry.until < $today then "refused \($name), accepted until \($entry.until) only"
      else "accepted \($name) until \($entry.until): \($entry.reason)" end' "$accepted")
counts=$(jq --compact-output '.imageScanFindings.findingSeverityCounts // {}' <<<"$found")
say "$repository: findings in $3 by severity: $counts"
if [[ -n $judged ]]; then quote <<<"$judged" >&2; fi
! grep -q '^refused ' <<<"$judged" ||
    fail "$service has critical findings: $(sed -n 's/^refused //p' <<<"$judged" | paste -sd';'); mend them, or list each in ${accepted#"$root/"} with id, reason and until"
