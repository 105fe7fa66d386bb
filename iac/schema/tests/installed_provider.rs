//! Whether the committed slice is still what the installed provider says. Fails, and never skips, if it cannot ask it.

#[path = "../examples/prune/slice.rs"]
mod slice;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use schema::Provider;

#[test]
fn the_slice_is_what_the_installed_provider_says() {
    let terraform = env::var_os("TERRAFORM").expect("`TERRAFORM` is the path of Terraform");
    let config = env::var_os("TF_CLI_CONFIG_FILE")
        .expect("`TF_CLI_CONFIG_FILE` names a file that says where providers are");
    assert!(Path::new(&config).is_file(), "`TF_CLI_CONFIG_FILE` names no file: {}", config.display());
    let version = Provider::V5.version();
    let root = tempfile::tempdir().unwrap();
    let required = format!(
        r#"{{"terraform": {{"required_providers": {{"aws": {{"source": "hashicorp/aws", "version": "{version}"}}}}}}}}"#
    );
    fs::write(root.path().join("main.tf.json"), required).unwrap();
    let run = |arguments: &[&str]| -> Output {
        let mut command = Command::new(&terraform);
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("TF_")) {
            command.env_remove(name);
        }
        command.env("TF_CLI_CONFIG_FILE", &config).env("CHECKPOINT_DISABLE", "1");
        let output = command.args(arguments).current_dir(root.path()).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "`terraform {}` failed:\n{errors}", arguments.join(" "));
        output
    };
    run(&["init", "-input=false", "-no-color"]);
    let whole = run(&["providers", "schema", "-json"]).stdout;

    let pruned = slice::prune(&String::from_utf8(whole).unwrap()).unwrap();
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("provider/aws-{version}.json"));
    let committed = fs::read_to_string(&file).unwrap();
    let differs = committed.lines().zip(pruned.lines()).find(|(committed, pruned)| committed != pruned);
    assert!(
        committed == pruned,
        "`{}` is not what the provider says, first here: {differs:?}\n\nhint: prune it anew, as `provider/README.md` says",
        file.display(),
    );
}
