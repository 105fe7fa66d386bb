"""Images as `apps/image/build.sh` leaves them, but for the program: a small file says which it is."""

import gzip
import hashlib
import io
import json
import tarfile
from pathlib import Path

_KIND = "application/vnd.oci.image"


def build(folder: Path, commit: str, program: str = "", architecture: str = "arm64") -> str:
    """Leave an image in `folder/image`, the same each time; its digest."""
    image = folder / "image"
    image.mkdir(parents=True)
    (image / "version").write_text("Directory Transport Version: 1.1\n")
    archive = io.BytesIO()
    content = f"{commit} {program}".encode()
    with tarfile.open(fileobj=archive, mode="w") as files:
        app = tarfile.TarInfo("app")
        app.size = len(content)
        files.addfile(app, io.BytesIO(content))
    layer = gzip.compress(archive.getvalue(), mtime=0)
    config = json.dumps(
        {
            "architecture": architecture,
            "os": "linux",
            "config": {"Labels": {"org.opencontainers.image.revision": commit}},
            "rootfs": {"type": "layers", "diff_ids": [_digest(archive.getvalue())]},
        }
    ).encode()
    for blob in (layer, config):
        (image / _digest(blob).removeprefix("sha256:")).write_bytes(blob)
    manifest = json.dumps(
        {
            "schemaVersion": 2,
            "mediaType": f"{_KIND}.manifest.v1+json",
            "config": {
                "mediaType": f"{_KIND}.config.v1+json",
                "digest": _digest(config),
                "size": len(config),
            },
            "layers": [
                {"mediaType": f"{_KIND}.layer.v1.tar+gzip", "digest": _digest(layer), "size": len(layer)}
            ],
        }
    ).encode()
    (image / "manifest.json").write_bytes(manifest)
    return _digest(manifest)


def _digest(blob: bytes) -> str:
    return f"sha256:{hashlib.sha256(blob).hexdigest()}"
