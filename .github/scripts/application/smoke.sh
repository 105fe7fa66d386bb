#!/usr/bin/env bash
# Asks a service through its load balancer whether it is ready, until it answers as this commit, three times in a row.
#
#   .github/scripts/application/smoke.sh ENVIRONMENT SERVICE COMMIT
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 3 ]] || { say "usage: $0 ENVIRONMENT SERVICE COMMIT"; exit 2; }
load "$1" "$2"
seconds=${DEPLOY_PAUSE_SECONDS:-10} limit=${SMOKE_LIMIT_SECONDS:-120}
[[ -n $ready_path ]] || fail "none of the paths of $service ends in a star, so that none leads to its /ready"
if [[ -z $url ]]; then
    url=http://$(aws elbv2 describe-load-balancers --names "$load_balancer" --query 'LoadBalancers[0].DNSName' --output text)
fi

started=$SECONDS in_a_row=0
while true; do
    status=0
    answer=$(curl --silent --show-error --max-time 10 --write-out '\n%{http_code}' "$url$ready_path" 2>&1) || status=$?
    code=${answer##*$'\n'} body=${answer%$'\n'*}
    found=$(jq --raw-output '.commit // empty' <<<"$body" 2>/dev/null) || found=
    if [[ $status == 0 && $code == 200 && $found == "$3" ]]; then
        in_a_row=$((in_a_row + 1))
        ((in_a_row < 3)) || break
        pause "$(awk -v seconds="$seconds" 'BEGIN { print seconds / 10 }')"
        continue
    fi
    in_a_row=0
    if ((SECONDS - started >= limit)); then
        head -c 400 <<<"$body" | quote >&2
        if [[ $status != 0 ]]; then fail "$url$ready_path does not answer"; fi
        [[ $code == 200 ]] || fail "$url$ready_path answers $code"
        fail "$url$ready_path answers as commit '$found', and $3 was deployed"
    fi
    pause "$seconds"
done
say "$url$ready_path is ready, as commit $3"
