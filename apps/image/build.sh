#!/usr/bin/env bash
# Builds the images of services for one architecture. Pipelines call this, tests do, and so may you; what it needs
# it installs below target/, pinned, but for buildah (with apt, where it may) and Rust.
#
#   apps/image/build.sh arm64 FOLDER                 or x86-64; every service
#   apps/image/build.sh arm64 FOLDER SERVICE…        these
#
# FOLDER/SERVICE/ then has
#   app             the program: static, stripped, with the list of its crates inside (cargo auditable)
#   image/          the image, for `skopeo copy --preserve-digests dir:FOLDER/SERVICE/image docker://…`
#   digest          the image's name in any registry, sha256:…
#   sbom.cdx.json   what the program is made of, as CycloneDX, read out of the program itself
#
# SOURCE_COMMIT is what the program and the image say they were built from; HEAD, if it is not set. The same sources,
# commit and pins give the same digest, wherever and whenever this runs.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
auditable=cargo-auditable@0.7.7
sbom=auditable2cdx@0.1.0
largest=9000000 # bytes of a program: it is pulled at every start of a task

[[ $# -ge 2 ]] || { echo "usage: $0 arm64|x86-64 FOLDER [SERVICE…]" >&2; exit 2; }
case $1 in # as environments/*.toml say it; as Rust; as containers
    arm64) machine=aarch64 platform=arm64 ;;
    x86-64) machine=x86_64 platform=amd64 ;;
    *) echo "$1 is not an architecture; say arm64 or x86-64" >&2; exit 2 ;;
esac
services=("${@:3}")
if [[ ${#services[@]} == 0 ]]; then # a service has a contract
    for contract in "$root"/apps/*/openapi.json; do services+=("$(basename "$(dirname "$contract")")"); done
fi
for service in "${services[@]}"; do
    [[ -f $root/apps/$service/openapi.json ]] || { echo "there is no service $service in apps/" >&2; exit 2; }
done
mkdir -p "$2"
folder=$(cd "$2" && pwd)
triple=$machine-unknown-linux-musl
commit=${SOURCE_COMMIT:-$(git -C "$root" rev-parse HEAD)}

tools=$root/target/tools/image
if ! cmp -s "$here/requirements.txt" "$tools/requirements.txt"; then
    echo "installing zig, cargo-zigbuild and hadolint into target/tools" >&2
    rm -rf "$tools"
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check --require-hashes --requirement "$here/requirements.txt"
    cp "$here/requirements.txt" "$tools/requirements.txt"
fi
for crate in "$auditable" "$sbom"; do # at once where it is there already
    # Compiled in a third of the time without optimisation, and they are run for seconds.
    cargo install --quiet --locked --debug --root "$tools" --target-dir "$tools/build" "$crate"
done
rm -rf "$tools/build"
rustup target list --installed | grep -x "$triple" >/dev/null || rustup target add "$triple" >&2
if ! command -v buildah >/dev/null; then
    [[ $(id -u) == 0 ]] || { echo "buildah is missing; install it, for example: sudo apt-get install buildah" >&2; exit 1; }
    echo "installing buildah" >&2
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends buildah; } >&2
fi

"$tools/bin/hadolint" "$root/apps/Dockerfile"

# No path of this machine ends up in a program: a panic says /src/… or /cargo/….
cargo_home=${CARGO_HOME:-$HOME/.cargo}
prefixes="--remap-path-prefix=$cargo_home=/cargo --remap-path-prefix=$root=/src"
c_prefixes="-ffile-prefix-map=$cargo_home=/cargo -ffile-prefix-map=$root=/src"
packages=("${services[@]/#/--package=}")
(
    cd "$root"
    export PATH=$tools/bin:$PATH SOURCE_COMMIT=$commit RUSTFLAGS="${RUSTFLAGS:-} $prefixes" SOURCE_DATE_EPOCH=0
    export "CFLAGS_${triple//-/_}=$c_prefixes"
    CARGO=$here/cargo cargo-auditable auditable zigbuild --quiet --profile image --locked --target "$triple" "${packages[@]}"
)

# Storage of its own: nothing is looked up in, or left in, that of the machine.
storage=$(mktemp -d "$root/target/storage.XXXXXX")
trap 'rm -rf "$storage"' EXIT
buildah() {
    command buildah --root "$storage/root" --runroot "$storage/run" --storage-driver vfs "$@"
}

for service in "${services[@]}"; do
    out=$folder/$service
    rm -rf "$out"
    mkdir -p "$out"
    cp "$root/target/$triple/image/$service" "$out/app"
    size=$(stat -c %s "$out/app")
    # Linked in another way than the profile says, as tests do it to save time, it is nothing that is pushed.
    if ((size > largest)) && [[ -z ${CARGO_PROFILE_IMAGE_LTO:-} ]]; then
        echo "error: $service for $1 has $size bytes, at most $largest are allowed; apps/benches/README.md says what costs how much" >&2
        exit 1
    fi
    "$tools/bin/auditable2cdx" "$out/app" >"$out/sbom.cdx.json"
    mkdir "$storage/build"
    cp "$out/app" "$storage/build/app"
    # The OCI format: Docker's has the names of the containers that built it inside.
    buildah build --quiet --isolation chroot --format oci --identity-label=false --timestamp 0 \
        --platform "linux/$platform" \
        --build-context "build=$storage/build" --build-arg "SERVICE=$service" --build-arg "SOURCE_COMMIT=$commit" \
        --file "$root/apps/Dockerfile" --tag "$service" "$storage/build" >/dev/null
    buildah push --quiet --format oci --digestfile "$out/digest" "$service" "dir:$out/image"
    rm -rf "$storage/build"
    echo "$service $platform $(cat "$out/digest"): program $size bytes," \
        "image $(du -sb "$out/image" | cut -f1) bytes"
done
