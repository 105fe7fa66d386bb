#!/usr/bin/env bash
# Sets GitHub up for the pipelines: environments, variables, labels and what `main` requires; each is read back and compared.
# Usage: github.sh REVIEWER…    who approves what reaches production: people by their login, teams as team/NAME
# May be run again: it ends in the same state, whatever was there before. Needs jq, cargo (or `iac`) and a `gh` that is logged
# in as an administrator of the repository.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

(($# > 0)) || fail "nobody approves what reaches production; usage: github.sh REVIEWER…"
name=$(repository_name) || fail "[github] in environments/shared/defaults.toml does not name the repository"
at=repos/$name
# The job that each workflow ends in, and GitHub's own number of GitHub Actions: nobody else's check of that name counts.
checks='["infrastructure", "application"]'
actions=15368

# Compares what GitHub has with what it was given.
same() { # what, expected, found
    local expected found
    expected=$(jq --sort-keys . <<<"$2")
    found=$(jq --sort-keys . <<<"$3")
    if [[ $expected != "$found" ]]; then
        say "error: $1 is not what it was set to:"
        diff <(echo "$expected") <(echo "$found") >&2 || true
        exit 1
    fi
    echo "$1: $(jq --compact-output . <<<"$found")"
}

reviewers='[]'
for one in "$@"; do
    known=$(reviewer "$one") || fail "GitHub knows no $one"
    reviewers=$(jq --argjson one "$known" '. + [$one]' <<<"$reviewers")
done
reviewers=$(jq --compact-output 'sort_by(.type, .id)' <<<"$reviewers")

# An environment takes what comes from `main`, and, where production is, what a reviewer has approved.
set_environment() { # name, reviewers
    local path=$at/environments/$1 policies other found
    jq --null-input --argjson reviewers "$2" '{
        reviewers: (if $reviewers == [] then null else $reviewers end), prevent_self_review: false, wait_timer: 0,
        deployment_branch_policy: {protected_branches: false, custom_branch_policies: true}}' |
        gh api --method PUT "$path" --input - >/dev/null
    policies=$(gh api --paginate "$path/deployment-branch-policies" --jq '.branch_policies[]')
    for other in $(jq --raw-output 'select(.name != "main" or .type != "branch") | .id' <<<"$policies"); do
        gh api --method DELETE "$path/deployment-branch-policies/$other" >/dev/null
    done
    if [[ -z $(jq 'select(.name == "main" and .type == "branch")' <<<"$policies") ]]; then
        gh api --method POST "$path/deployment-branch-policies" --raw-field name=main --raw-field type=branch >/dev/null
    fi
    found=$(jq --null-input \
        --argjson environment "$(gh api "$path")" --argjson policies "$(gh api "$path/deployment-branch-policies")" '{
        reviewers: [$environment.protection_rules[] | select(.type == "required_reviewers") | .reviewers[]
            | {type, id: .reviewer.id}] | sort_by(.type, .id),
        branches: [$policies.branch_policies[].name]}')
    same "environment $1" "$(jq --null-input --argjson reviewers "$2" '{$reviewers, branches: ["main"]}')" "$found"
}

set_variable() { # name, value
    local path=$at/actions/variables
    if gh api "$path/$1" >/dev/null 2>&1; then
        gh api --method PATCH "$path/$1" --raw-field value="$2" >/dev/null
    else
        gh api --method POST "$path" --raw-field name="$1" --raw-field value="$2" >/dev/null
    fi
    same "variable $1" "\"$2\"" "$(gh api "$path/$1" | jq .value)"
}

set_label() { # name, colour, description
    local path=$at/labels
    if gh api "$path/$1" >/dev/null 2>&1; then
        gh api --method PATCH "$path/$1" --raw-field color="$2" --raw-field description="$3" >/dev/null
    else
        gh api --method POST "$path" --raw-field name="$1" --raw-field color="$2" --raw-field description="$3" >/dev/null
    fi
    same "label $1" "\"$3\"" "$(gh api "$path/$1" | jq .description)"
}

# Changes of `main` come as pull requests whose checks have passed, and its history stays.
set_ruleset() {
    local wanted number method=POST path=$at/rulesets
    wanted=$(jq --null-input --argjson checks "$checks" --argjson actions "$actions" '{
        name: "main", target: "branch", enforcement: "active",
        conditions: {ref_name: {include: ["~DEFAULT_BRANCH"], exclude: []}},
        rules: [
            {type: "deletion"},
            {type: "non_fast_forward"},
            {type: "pull_request", parameters: {
                required_approving_review_count: 0, dismiss_stale_reviews_on_push: true, require_code_owner_review: false,
                require_last_push_approval: false, required_review_thread_resolution: false}},
            {type: "required_status_checks", parameters: {
                strict_required_status_checks_policy: false, do_not_enforce_on_create: false,
                required_status_checks: [$checks[] | {context: ., integration_id: $actions}]}}]}')
    number=$(gh api --paginate "$path?includes_parents=false" --jq '.[] | select(.name == "main") | .id')
    if [[ -n $number ]]; then method=PUT path=$path/$number; fi
    number=$(gh api --method "$method" "$path" --input - --jq .id <<<"$wanted")
    # GitHub adds to a rule what has a default; what was asked for must be there, and nothing else.
    same "ruleset main" "$(jq '{enforcement, conditions, rules}' <<<"$wanted")" "$(gh api "$at/rulesets/$number" |
        jq --argjson wanted "$wanted" '{enforcement, conditions: {ref_name: .conditions.ref_name}, rules: [.rules[] as $rule
            | ([$wanted.rules[] | select(.type == $rule.type)] | first // {}) as $asked
            | if $asked.parameters then {type: $rule.type, parameters: ($rule.parameters | with_entries(select(.key as $key
                | $asked.parameters | has($key))))} else {type: $rule.type} end] | sort_by(.type)}')"
    same "required checks of main" "$checks" "$(gh api "$at/rules/branches/main" |
        jq '[.[] | select(.type == "required_status_checks") | .parameters.required_status_checks[].context]')"
}

environments=$(iac services --format json | jq --compact-output '.environments[] | {name, tier}')
while read -r environment; do
    approved_by='[]'
    if [[ $(jq --raw-output .tier <<<"$environment") != development ]]; then approved_by=$reviewers; fi
    set_environment "$(jq --raw-output .name <<<"$environment")" "$approved_by"
done <<<"$environments"
# `static-keys` is set by static-keys.sh, and stays.
if [[ $(gh api "$at/actions/variables/AWS_CREDENTIALS" --jq .value 2>/dev/null) != static-keys ]]; then
    set_variable AWS_CREDENTIALS oidc
fi
set_label allow-destroy B60205 "Something stateful may be destroyed or replaced"
set_label drift FBCA04 "What runs is not what main says"
set_ruleset
