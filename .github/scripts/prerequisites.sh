#!/usr/bin/env bash
# Installs what the README's tests need of Debian's packages, where they would have to be root to do so themselves.
# Usage: prerequisites.sh
set -euo pipefail
sudo apt-get update
sudo apt-get install --yes --no-install-recommends buildah gh jq postgresql qemu-user-static skopeo
