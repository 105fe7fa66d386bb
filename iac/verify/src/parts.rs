//! The table of contents: every tool and every part, in the order in which they are started.
//!
//! What everything waits for comes first; a job needs only jobs above it.

mod account;
mod apply;
mod checkov;
mod deployments;
mod fuzz;
mod pipelines;
mod rust;
mod scripts;
mod services;
mod workflows;

use crate::job::{Job, Kind, Lane, part, tool};
use crate::tools::{debian, go, node, provider, python, registry, terraform};

/// All jobs.
pub(crate) fn all() -> Vec<Job> {
    tools().into_iter().chain(parts()).collect()
}

fn tools() -> Vec<Job> {
    vec![
        tool(
            "terraform",
            "Terraform 1.12 or newer: the machine's, or built from its Go modules",
            terraform::provide,
        ),
        tool("aws-provider", "the AWS provider: from a mirror, or from its registry", provider::provide),
        tool("renderer", "our own `iac`", rust::renderer).lane(Lane::Cargo),
        tool("uv", "what installs Python packages", python::uv).lane(Lane::Install),
        tool("python-local-aws", "moto, the local AWS, and its client", |workspace, log| {
            python::environment(workspace, log, "python-local-aws")
        })
        .needs(&["uv"])
        .lane(Lane::Install),
        tool("python-aws-cli", "the `aws` of the pipelines' scripts", |workspace, log| {
            python::environment(workspace, log, "python-aws-cli")
        })
        .needs(&["uv"])
        .lane(Lane::Install),
        tool("independent", "another's evaluator of IAM policies, to compare ours with", |workspace, log| {
            node::packages(workspace, log, "independent")
        })
        .lane(Lane::Install),
        tool("python-checkers", "checkers of sources, dependencies and snapshots", |workspace, log| {
            python::environment(workspace, log, "python-checkers")
        })
        .needs(&["uv"])
        .lane(Lane::Install),
        tool("python-checkov", "the scanner of Terraform files", |workspace, log| {
            python::environment(workspace, log, "python-checkov")
        })
        .needs(&["uv"])
        .lane(Lane::Install),
        debian_program("jq", "jq", "jq"),
        debian_program("gh", "gh", "GitHub's command line"),
        debian_program("curl", "curl", "curl"),
        debian_program("skopeo", "skopeo", "what copies images"),
        debian_program("buildah", "buildah", "what builds images"),
        debian_program(
            services::EMULATOR,
            "qemu-user-static",
            "what runs programs of the other architecture",
        ),
        tool("postgresql", "the database's server: the machine's, or Debian's", debian::postgresql)
            .lane(Lane::Debian),
        tool("registry", "what images are pushed to: Debian's package, unpacked", registry::provide)
            .lane(Lane::Debian),
        tool("actionlint", "what reads workflows, built from its Go modules", |workspace, log| {
            go::program(workspace, log, "actionlint")
        }),
        tool("act", "what runs workflows, built from its Go modules", |workspace, log| {
            go::program(workspace, log, "act")
        }),
    ]
}

fn debian_program(name: &'static str, package: &'static str, about: &'static str) -> Job {
    tool(name, about, move |workspace, log| debian::program(workspace, log, name, package)).lane(Lane::Debian)
}

fn parts() -> Vec<Job> {
    vec![
        part(
            "apply-bootstrap",
            "Terraform applies, changes and destroys generated/bootstrap on a local AWS",
            |workspace, log| apply::run(workspace, log, "bootstrap"),
        )
        .needs(apply::NEEDS),
        part(
            "apply-dev",
            "Terraform applies, deploys to, changes and destroys generated/dev on a local AWS",
            |workspace, log| apply::run(workspace, log, "dev"),
        )
        .needs(apply::NEEDS),
        part(
            "apply-prod",
            "Terraform applies, deploys to, changes and destroys generated/prod on a local AWS",
            |workspace, log| apply::run(workspace, log, "prod"),
        )
        .needs(apply::NEEDS),
        part("account", "the README's page for an empty account, command by command", account::run)
            .needs(account::NEEDS),
        part("pipelines", "the workflows run, before a local AWS and a local GitHub", pipelines::run)
            .needs(pipelines::NEEDS),
        part(
            "deployments",
            "images are pushed, deployed, promoted and judged, well and badly",
            deployments::run,
        )
        .needs(deployments::NEEDS),
        part("format", "cargo fmt changes nothing", rust::format).lane(Lane::Cargo),
        part("generated", "generated/ is what the environment files say", rust::generated)
            .needs(&["renderer"]),
        part("check", "iac check finds nothing in generated/", rust::check).needs(&["renderer"]),
        part("lint", "clippy over everything, warnings denied", rust::lint).lane(Lane::Cargo),
        part("test", "all tests; a snapshot that no test uses is a failure", rust::test)
            .needs(&["python-checkers"])
            .lane(Lane::Cargo),
        part("services-postgres", "the services' suite on a real PostgreSQL", services::postgres)
            .needs(&["postgresql"])
            .lane(Lane::Cargo),
        part("previous", "the suite of the release before, on the tables of this one", services::previous)
            .needs(&["postgresql"])
            .lane(Lane::Cargo),
        part(
            "contract",
            "schemathesis finds nothing against either service on either database",
            services::contract,
        )
        .needs(&["postgresql"])
        .lane(Lane::Cargo),
        part("image", "the services' images, on both architectures, run in an empty root", services::image)
            .needs(&["buildah", services::EMULATOR])
            .lane(Lane::Image),
        part("schema", "the committed schema is what the AWS provider itself says", rust::schema)
            .needs(&["terraform", "aws-provider"])
            .lane(Lane::Cargo),
        part("fuzz", "iac check falls over no file that libFuzzer makes of its seeds", fuzz::run)
            .lane(Lane::Cargo),
        part("docs", "the documentation builds, warnings denied", rust::docs).lane(Lane::Cargo),
        part("deny", "dependencies: licences, sources, duplicates, advisories", rust::deny)
            .needs(&["python-checkers"])
            .lane(Lane::Cargo),
        part(
            "faults",
            "the images' programs raced, killed, starved and cut off, on both databases",
            services::faults,
        )
        .needs(&["postgresql", "image"])
        .lane(Lane::Cargo),
        part("scripts", "our Python and shell: style, types, shellcheck", scripts::run)
            .needs(&["python-checkers"]),
        part(
            "workflows",
            "the workflows: actionlint, zizmor, shellcheck, and rules of our own",
            workflows::run,
        )
        .needs(workflows::NEEDS),
        part("checkov", "checkov has no finding that is not waived, and did look", checkov::run)
            .needs(&["python-checkov"]),
    ]
}

/// The names that the command line takes.
pub(crate) fn names() -> Vec<&'static str> {
    all().iter().filter(|job| job.kind == Kind::Part).map(|job| job.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_needs_only_jobs_above_it() {
        let jobs = all();
        for (index, job) in jobs.iter().enumerate() {
            for need in job.needs {
                assert!(jobs[..index].iter().any(|above| above.name == *need), "{} needs {need}", job.name);
            }
        }
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<&str> = all().iter().map(|job| job.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all().len());
    }
}
