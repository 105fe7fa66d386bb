//! The command line.

use clap::Parser;
use clap::builder::PossibleValuesParser;

use crate::parts;

const AFTER_HELP: &str = "\
Everything a part needs is installed by itself, pinned, inside target/tools; a second run finds it there. \
What the machine must have is Rust, Python 3.11 with pip, and, where its Terraform is older than 1.12, Go. \
A part that cannot run has failed, and says what to install: nothing is ever skipped.

The end-to-end parts need no account: they start an AWS on this machine and touch nothing else.

Each part writes its whole output to target/verify/<PART>.log; the end of a failing part's log is shown.

Exit code: 0 all passed, 1 a part failed, 2 usage, or it could not look.

Environment:
  TF_PLUGIN_MIRROR  directory of Terraform providers (`terraform providers mirror` makes one);
                    without it a mirror on this machine is used, else the provider's registry";

/// Runs everything that is proven about this repository, side by side.
#[derive(Debug, Parser)]
#[command(name = "cargo verify", bin_name = "cargo verify", after_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// Run only these parts, and the tools they need
    #[arg(value_name = "PART", value_parser = PossibleValuesParser::new(parts::names()), hide_possible_values = true)]
    pub(crate) parts: Vec<String>,

    /// List the parts, one line each, and run nothing
    #[arg(long)]
    pub(crate) list: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
