#!/usr/bin/env bash
# Builds `iac` from this commit, and puts it on the PATH of the steps that follow.
# Usage: build-iac.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! command -v cargo >/dev/null; then
    echo "::error::there is no cargo on this machine: install Rust 1.95 or newer with rustup" >&2
    exit 2
fi
cargo build --locked --package iac
echo "$PWD/target/debug" >>"${GITHUB_PATH:-/dev/null}"
