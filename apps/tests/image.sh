#!/usr/bin/env bash
# The images of both services for both architectures, and the tests of them. Needs root, or a name space that looks
# like it (`unshare --map-root-user --mount`), to mount what they run in; installs qemu-user, for the architecture that
# is not this machine's, with apt where it may.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
case $(uname -m) in
    x86_64) native=x86-64 foreign=arm64 emulated=aarch64 ;;
    *) native=arm64 foreign=x86-64 emulated=x86_64 ;;
esac
if [[ ! -x /usr/bin/qemu-$emulated-static ]]; then
    [[ $(id -u) == 0 ]] || { echo "qemu-user is missing; install it, for example: sudo apt-get install qemu-user-static" >&2; exit 1; }
    echo "installing qemu-user" >&2
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends qemu-user-static; } >&2
fi

# One commit for all of them, whatever is committed meanwhile.
SOURCE_COMMIT=${SOURCE_COMMIT:-$(git -C "$root" rev-parse HEAD)}
export SOURCE_COMMIT
"$here/../image/build.sh" "$native" "$root/target/image/$native"
# What is only run under emulation here is linked in half the time: larger, and not what pipelines push.
CARGO_PROFILE_IMAGE_LTO=thin "$here/../image/build.sh" "$foreign" "$root/target/image/$foreign"
cd "$root"
IMAGES=$root/target/image cargo test --package service-tests --features image --test image -- --nocapture
