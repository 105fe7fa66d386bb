//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Renders environment files into Terraform JSON.
///
/// `environments/dev.toml` becomes `generated/dev/*.tf.json`, which Terraform (1.12 or later) applies. The files are a
/// pure function of the environment files: the same input gives the same bytes.
///
/// Exit codes: 0 all is well; 1 the input is wrong, files differ from what they should be, or a check found an error;
/// 2 the command line is wrong, or there was nothing to look at; 3 a plan would end something stateful (plan-summary).
#[derive(Parser)]
#[command(name = "iac", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// The repository; without it, the nearest directory upwards that holds `environments/`
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    pub(crate) directory: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Render(Render),
    Check(Check),
    Services(Services),
    Schema(Schema),
    PlanSummary(PlanSummary),
}

/// Write the generated files, or check that they are as they should be
///
/// Every environment is read and composed before anything is written: if one of them is wrong, all its problems are
/// shown and no file is touched. Files are replaced whole; unchanged ones are left alone; files of ours that are no
/// longer made are removed; `.terraform.lock.hcl` and everything else is not ours and stays.
#[derive(Args)]
#[command(after_help = "Examples:
  iac render                  every environment, and bootstrap
  iac render dev              one of them
  iac render --check          what a pull request must pass: writes nothing, shows the difference
  iac render dev --out /tmp/x to look at it elsewhere, in /tmp/x/dev")]
pub(crate) struct Render {
    /// Environments by name, or `bootstrap`; without any, all of them
    #[arg(value_name = "ENV")]
    pub(crate) names: Vec<String>,

    /// Write nothing; show what differs and exit with 1 if anything does
    #[arg(long)]
    pub(crate) check: bool,

    /// Where to write instead of `generated/`
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

/// Prove that generated files are right, from the files themselves
///
/// Reads the `*.tf.json` of a directory, not the model that made them, so that it also judges files that somebody edited by
/// hand or that others wrote. Looks for what the provider or AWS refuses, for what refers to nothing, for what cannot be
/// reached and for what lies open. What no file says (a value from a variable, a data source or a module) is counted as not
/// judged: it is no mistake, and proves nothing. Waivers are those of the environment's file.
///
/// Exit codes: 0 no errors; 1 errors, or a waiver that sets nothing aside; 2 it could not look.
#[derive(Args)]
#[command(after_help = "Examples:
  iac check                                 every root below generated/
  iac check dev --format json               one of them, for a program
  iac check --dir stack --waivers w.toml    anybody's directory
  iac check dev --explain internet patient-service
  iac check --list                          every rule, and where it comes from")]
pub(crate) struct Check {
    /// Environments by name, or `bootstrap`; without any, all of them
    #[arg(value_name = "ENV", conflicts_with = "dir")]
    pub(crate) names: Vec<String>,

    /// Any directory of `*.tf.json`, instead of an environment's
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,

    /// A TOML file with `[[waivers]]` for that directory: `rule`, `address`, `reason`
    #[arg(long, value_name = "FILE", requires = "dir", conflicts_with = "names")]
    pub(crate) waivers: Option<PathBuf>,

    /// The version of the AWS provider; without it both for an environment, and for a directory the one that its
    /// `.terraform.lock.hcl` pins, or whichever takes the files
    #[arg(long, value_enum, value_name = "VERSION")]
    pub(crate) provider: Option<Provider>,

    /// How to say what was found
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,

    /// Print every rule with its source, and check nothing
    #[arg(long, conflicts_with_all = ["names", "dir", "explain"])]
    pub(crate) list: bool,

    /// Print every way from one to the other, hop by hop, or what blocks it: of `internet`, `outside`, `load-balancer`, a
    /// load balancer or service by name, a service of AWS (`ecr`, `logs`, `secretsmanager`, `ssm`, `s3`, `kms`), a host
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"])]
    pub(crate) explain: Option<Vec<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Provider {
    /// 5.x
    #[value(name = "5.100.0", alias = "5")]
    V5,
    /// 6.x
    #[value(name = "6.66.0", alias = "6")]
    V6,
    /// Both
    #[value(name = "every")]
    Every,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a pull request on GitHub
    Github,
}

/// List services and environments, for pipelines
#[derive(Args)]
pub(crate) struct Services {
    /// How to list them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for people
    Text,
    /// One JSON object
    Json,
}

/// Print the JSON Schema of the environment files, for editors
#[derive(Args)]
#[command(after_help = "It is committed as environments/shared/*.schema.json; the files refer to it.")]
pub(crate) struct Schema {
    /// Which files
    #[arg(value_enum, default_value_t = File::Environment)]
    pub(crate) file: File,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum File {
    /// environments/*.toml and environments/shared/defaults.toml
    Environment,
    /// environments/shared/bootstrap.toml
    Bootstrap,
}

/// Turn a plan into the comment that a reviewer reads
///
/// Reads what `terraform show -json` prints and writes GitHub's Markdown: the numbers in one line; what is destroyed or
/// replaced, with what forces it, what holds something in bold; what touches security, in sentences; what changes, was changed
/// by somebody else, is moved or added, in tables; and the full diff, folded. What is sensitive is masked everywhere.
///
/// The first line is hidden and names the environment, `<!-- iac plan-summary: dev -->`: a pipeline finds its own comment by it,
/// and replaces it.
///
/// Exit codes: 0 it is written, also for a plan that failed; 2 a file cannot be read; 3 it is written, and something stateful
/// (a bucket, a key, a log group, a repository, a database, …) would be destroyed or replaced.
#[derive(Args)]
#[command(after_help = "Examples:
  terraform show -json dev.tfplan > dev.json && iac plan-summary dev.json
  iac plan-summary dev.json --commit $GITHUB_SHA --run $RUN --findings check.json
  iac plan-summary --environment dev --error plan.log          there is no plan: say why
  iac plan-summary dev.json --for job-summary >> $GITHUB_STEP_SUMMARY
  iac plan-summary dev.json --format json                      to compare with another plan")]
pub(crate) struct PlanSummary {
    /// What `terraform show -json` printed; `-` is standard input
    #[arg(value_name = "PLAN.json", required_unless_present = "error")]
    pub(crate) plan: Option<PathBuf>,

    /// What the plan is for; without it, the file's name
    #[arg(long, value_name = "NAME", value_parser = environment)]
    pub(crate) environment: Option<String>,

    /// The commit that was planned
    #[arg(long, value_name = "SHA", value_parser = commit)]
    pub(crate) commit: Option<String>,

    /// The address of the run, for who wants more
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(crate) run: Option<String>,

    /// The `.terraform.lock.hcl` that was planned with: which providers, in which versions
    #[arg(long, value_name = "FILE")]
    pub(crate) lock_file: Option<PathBuf>,

    /// What Terraform said when it failed; `-` is standard input. If it is empty, nothing failed. With it, a plan that is an
    /// empty file is no plan
    #[arg(long, value_name = "FILE")]
    pub(crate) error: Option<PathBuf>,

    /// What `iac check --format json` printed
    #[arg(long, value_name = "FILE")]
    pub(crate) findings: Option<PathBuf>,

    /// Where it will stand: how much of it fits
    #[arg(long = "for", value_enum, value_name = "PLACE", default_value_t = Place::Comment)]
    pub(crate) place: Place,

    /// How to write it
    #[arg(long, value_enum, default_value_t = SummaryFormat::Markdown)]
    pub(crate) format: SummaryFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Place {
    /// A comment: 65,536 characters
    Comment,
    /// The summary of a job: 1 MiB
    JobSummary,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SummaryFormat {
    /// For people
    Markdown,
    /// Numbers, addresses and paths, no values; the same for two plans that do the same
    Json,
}

pub(crate) fn environment(name: &str) -> Result<String, String> {
    let plain = |char: char| char.is_ascii_alphanumeric() || "._-".contains(char);
    if name.is_empty() || name.contains("--") || !name.chars().all(plain) {
        return Err("a name is letters, digits, `.`, `_` and single `-`".to_owned());
    }
    Ok(name.to_owned())
}

fn commit(commit: &str) -> Result<String, String> {
    if !(7..=64).contains(&commit.len()) || !commit.chars().all(|char| char.is_ascii_hexdigit()) {
        return Err("a commit is 7 to 64 hexadecimal digits".to_owned());
    }
    Ok(commit.to_owned())
}

fn address(address: &str) -> Result<String, String> {
    let plain = |char: char| char.is_ascii_graphic() && !"()<>[]\"`\\|".contains(char);
    if !address.starts_with("https://") || !address.chars().all(plain) {
        return Err("an address begins with `https://`, without blanks, brackets and quotes".to_owned());
    }
    Ok(address.to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Arguments::command().debug_assert();
    }
}
