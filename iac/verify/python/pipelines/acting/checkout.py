"""actions/checkout: the commit of the run, with as much history as was asked for and no more."""

import os
import shutil
import subprocess
from pathlib import Path


def act(inputs: dict[str, str]) -> dict[str, str]:
    here = Path.cwd()
    if Path(os.environ["PIPELINES_WORK"]) not in here.parents or not os.environ.get("GITHUB_ACTIONS"):
        raise SystemExit(f"::error::{here} is no job's directory")
    for found in here.iterdir():
        shutil.rmtree(found) if found.is_dir() and not found.is_symlink() else found.unlink()
    commit = inputs.get("ref") or os.environ["GITHUB_SHA"]
    depth = inputs["fetch-depth"]
    how_much = [f"--depth={depth}"] if depth != "0" else []
    _git("init", "--quiet")
    _git("fetch", "--quiet", "--no-tags", *how_much, os.environ["PIPELINES_ORIGIN"], commit)
    if depth == "0":
        _git("fetch", "--quiet", os.environ["PIPELINES_ORIGIN"], "+refs/heads/*:refs/remotes/origin/*")
    _git("checkout", "--quiet", "--detach", "FETCH_HEAD" if depth != "0" else commit)
    return {"ref": inputs.get("ref", ""), "commit": commit}


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)  # noqa: S607 (the one on the path)
