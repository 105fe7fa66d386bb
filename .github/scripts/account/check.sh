#!/usr/bin/env bash
# Looks whether all is there that is asked for before an account is set up, and says at once what is missing.
# Usage: check.sh REVIEWER…    who approves what reaches production: people by their login, teams as team/NAME
# Reads only. Needs credentials of the account's administrator, and a `gh` that is logged in as one of the repository's.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

missing=()
miss() { missing+=("$1"); }
found() { printf '%-12s %s\n' "$1" "$2"; }
has() { type -P "$1" >/dev/null; }

check_tools() {
    local tool version
    for tool in aws cargo curl gh git jq skopeo terraform; do
        has "$tool" || miss "$tool: it is not installed"
    done
    has terraform && has jq || return 0
    version=$(terraform version -json | jq --raw-output .terraform_version)
    if jq --exit-status --null-input --arg version "$version" \
        '$version | split(".") | map(tonumber? // 0) | .[0:2] >= [1, 12]' >/dev/null; then
        found terraform "$version"
    else
        miss "terraform: it is $version; install 1.12 or later"
    fi
}

# What the files of the example say, and nobody's do. The key is not asked for: bootstrap makes it, and writes it there.
check_files() {
    local line
    while IFS= read -r line; do
        miss "${line%%:  *}: \`${line#*:  }\` is the example's; put what is yours"
    done < <(grep --line-number --only-matching --extended-regexp \
        '([a-z0-9.-]+\.)?example\.com|example-org|\b(123456789012|12345678|987654321)\b' environments/*.toml environments/shared/*.toml |
        sed 's/^\([^:]*:[0-9]*\):/\1:  /')
    has cargo || has iac || return 0
    if iac render --check >/dev/null 2>&1; then
        found generated "is what environments/ says"
    else
        miss "generated/: it is not what environments/ says; run: cargo run -p iac -- render"
    fi
}

check_account() {
    local expected mine said
    has aws && has jq || return 0
    expected=$(account_id)
    if ! said=$(aws sts get-caller-identity --output json 2>&1); then
        miss "credentials: AWS knows nobody by them; sign in as an administrator of $expected ($(tail -n 1 <<<"$said"))"
        return
    fi
    mine=$(jq --raw-output .Account <<<"$said")
    if [[ $mine != "$expected" ]]; then
        miss "credentials: they are of account $mine, and account.id in environments/shared/defaults.toml is $expected"
        return
    fi
    found account "$mine, as $(jq --raw-output .Arn <<<"$said")"
    check_region
    check_zones
}

check_region() {
    local wanted there zone
    if ! there=$(aws ec2 describe-availability-zones \
        --query "AvailabilityZones[?State=='available'].ZoneName" --output json 2>/dev/null | jq --exit-status .); then
        miss "region: $AWS_REGION does not answer; account.region is the region, and it may have to be enabled for the account"
        return
    fi
    wanted=$(jq --raw-output '.resource.aws_subnet // {} | .[].availability_zone' generated/*/network.tf.json | sort -u)
    for zone in $wanted; do
        if ! jq --exit-status --arg zone "$zone" 'index([$zone])' <<<"$there" >/dev/null; then
            miss "region: $AWS_REGION has no zone $zone; it has: $(jq --raw-output 'join(", ")' <<<"$there")"
        fi
    done
    found region "$AWS_REGION: $(tr '\n' ' ' <<<"$wanted")"
}

check_zones() {
    local zone public
    for zone in $(jq --raw-output '.data.aws_route53_zone // {} | .[].name' generated/*/*.tf.json | sort -u); do
        public=$(aws route53 list-hosted-zones-by-name --dns-name "$zone" --output json 2>/dev/null | jq --arg zone "$zone." \
            '[.HostedZones[] | select(.Name == $zone and (.Config.PrivateZone | not))] | length') || public=0
        case $public in
            0) miss "domain: there is no public hosted zone $zone in Route 53; make one, and have your registrar delegate it" ;;
            1) found domain "$zone" ;;
            *) miss "domain: there are $public public hosted zones $zone in Route 53; Terraform would not know which one is meant" ;;
        esac
    done
}

check_repository() {
    local name said there
    has gh && has jq || return 0
    if [[ -z $(repository) ]]; then
        miss "repository: [github] in environments/shared/defaults.toml does not name it"
        return
    fi
    name=$(repository_name)
    if ! said=$(gh api "repos/$name" 2>&1); then
        miss "repository: \`gh\` does not see $name ($(grep --only-matching 'gh: .*' <<<"$said" || head -n 1 <<<"$said")); is it the name, and are you logged in (gh auth login)?"
        return
    fi
    there=$(jq --compact-output '{owner: .owner.login, owner_id: .owner.id, repository: .name, repository_id: .id}' <<<"$said")
    if [[ $(jq --sort-keys . <<<"$there") != "$(repository | jq --sort-keys .)" ]]; then
        miss "repository: [github] in environments/shared/defaults.toml says $(repository), and GitHub $there"
    fi
    [[ $(jq .permissions.admin <<<"$said") == true ]] || miss "repository: \`gh\` is logged in as somebody who does not administer $name"
    # The roles trust the subject that GitHub writes by itself.
    [[ $(gh api "repos/$name/actions/oidc/customization/sub" --jq .use_default 2>/dev/null) == true ]] ||
        miss "repository: the subject of its OIDC tokens is not the default one; put it back: gh api -X PUT repos/$name/actions/oidc/customization/sub -F use_default=true"
    found repository "$name ($(jq --raw-output '"\(.owner_id), \(.repository_id)"' <<<"$there"))"
    for name in "$@"; do
        if reviewer "$name" >/dev/null; then found reviewer "$name"; else miss "reviewers: GitHub knows no $name"; fi
    done
}

(($# > 0)) || miss "reviewers: nobody approves what reaches production; name them behind $0"
(($# <= 6)) || miss "reviewers: GitHub takes six at most, and these are $#; name a team"
check_tools
check_files
check_account
check_repository "$@"
if ((${#missing[@]} > 0)); then
    say ""
    say "error: ${#missing[@]} missing or wrong; nothing was changed:"
    for one in "${missing[@]}"; do say "  - $one"; done
    exit 1
fi
echo "All that is asked for is there."
