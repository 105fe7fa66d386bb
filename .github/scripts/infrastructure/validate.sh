#!/usr/bin/env bash
# What a pull request must pass without credentials: files are as rendered, nothing is wrong with them, Terraform takes them.
# Usage: validate.sh
# Needs `iac` and Terraform. Everything is looked at, whatever fails first.
set -euo pipefail
cd "$(dirname "$0")/../../.."

format=text
if [[ -n ${GITHUB_ACTIONS-} ]]; then format=github; fi
failed=()

iac render --check || failed+=("iac render --check")
iac check --format "$format" || failed+=("iac check")
for root in generated/*/; do
    # Without its backend: that would need credentials.
    if terraform -chdir="$root" init -backend=false -input=false -no-color -lockfile=readonly; then
        terraform -chdir="$root" validate -no-color || failed+=("terraform validate in $root")
    else
        failed+=("terraform init in $root")
    fi
done

for what in "${failed[@]}"; do
    echo "::error::\`$what\` failed; see above" >&2
done
exit "$((${#failed[@]} > 0))"
