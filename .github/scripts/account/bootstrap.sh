#!/usr/bin/env bash
# Makes what the account has once, or takes it down.
# Usage: bootstrap.sh            applies generated/bootstrap; may be run again
#        bootstrap.sh destroy    destroys it, and every state with it: only once environments/shared/bootstrap.toml says
#                                `deletion_protection = false` and that is rendered
# The bucket for states is one of the things that it makes, so the first state of all is on this machine, and moved there.
# Needs Terraform 1.12 or later, aws, jq, cargo (or `iac`) and credentials of an administrator.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

root=generated/bootstrap
local_backend=$root/local_override.tf.json
defaults=environments/shared/defaults.toml

in_root() { terraform -chdir="$root" "$@"; }

bucket_is_there() { aws s3api head-bucket --bucket "$(state_bucket)" >/dev/null 2>&1; }

keep_state_here() { echo '{"terraform":{"backend":{"local":{}}}}' >"$local_backend"; }

# What Terraform asks about moving a state is answered here: this is what moves it.
move_state() {
    in_root init -input=false -lockfile=readonly -migrate-state -force-copy
}

# The key of states, which only now has a name, into the files of the environments.
write_key() {
    local arn
    arn=$(in_root output -raw state_key_arn)
    if [[ $(grep --count '^kms_key_arn = ' "$defaults") != 1 ]]; then
        fail "$defaults does not say \`kms_key_arn\` exactly once; write under [state]: kms_key_arn = \"$arn\""
    fi
    sed "s|^kms_key_arn = .*|kms_key_arn = \"$arn\"|" "$defaults" >"$defaults.new"
    cat "$defaults.new" >"$defaults"
    rm "$defaults.new"
    iac render
}

# A state that is still here is that of a run which did not come to its end.
state_is_here() { [[ -s $root/terraform.tfstate ]]; }

apply() {
    if state_is_here || ! bucket_is_there; then
        keep_state_here
        in_root init -input=false -lockfile=readonly -reconfigure
        in_root apply
        write_key
        rm "$local_backend"
        move_state
        # Terraform empties the state that it has moved, and leaves the file and its backup.
        rm -f "$root/terraform.tfstate" "$root/terraform.tfstate.backup"
    else
        rm -f "$local_backend"
        in_root init -input=false -lockfile=readonly -reconfigure
        in_root apply
        write_key
    fi
    say "bootstrap is applied, its state is in $(state_bucket), and $defaults names the key: commit what has changed"
}

destroy() {
    if ! state_is_here && ! bucket_is_there; then
        say "there is no bootstrap in account $(account_id): nothing to do"
        return
    fi
    if jq --exit-status --slurp '[.[].resource // {} | .[][] | .lifecycle? // empty | .prevent_destroy // false] | any' \
        "$root"/*.tf.json >/dev/null; then
        fail "bootstrap is protected. To end every state of this account, set \`deletion_protection = false\` in" \
            "environments/shared/bootstrap.toml, and run: cargo run -p iac -- render bootstrap"
    fi
    if state_is_here; then
        keep_state_here
        in_root init -input=false -lockfile=readonly -reconfigure
    else
        rm -f "$local_backend"
        in_root init -input=false -lockfile=readonly -reconfigure
        # Lifts what protects the bucket and the key.
        in_root apply
        keep_state_here
        move_state
    fi
    in_root destroy
    rm -f "$local_backend" "$root/terraform.tfstate" "$root/terraform.tfstate.backup"
    rm -rf "$root/.terraform"
    say "bootstrap is gone, and every state with it"
}

case ${1-} in
    "") apply ;;
    destroy) destroy ;;
    *)
        sed -n '3,5s/^# //p' "${BASH_SOURCE[0]}" >&2
        exit 2
        ;;
esac
