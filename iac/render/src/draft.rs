//! A root that is rendered, but for what only a look at the whole can tell.

use std::fmt::Write as _;

use check::Connection;
use environment::Waiver;
use terraform::Readme;

use crate::proof::{self, Proof};
use crate::{Failure, Files};

const README: &str = "README.md";

/// A rendered root before it is checked. Only [`Draft::prove`] makes files of it that may be written.
#[derive(Debug)]
pub struct Draft {
    /// Where it will be, as seen from the repository.
    pub(crate) directory: String,
    /// Everything but the README.
    pub(crate) files: Files,
    pub(crate) readme: Readme,
    pub(crate) waivers: Vec<Waiver>,
}

/// A rendered root, and what a check says of it.
#[derive(Debug)]
pub struct Rendered {
    /// The files.
    pub files: Files,
    /// What was found in them.
    pub proof: Proof,
}

impl Draft {
    /// Checks the files as `iac check` does, and completes the README with who may talk to whom, as the same walk finds it.
    ///
    /// # Errors
    /// If an override has made of a file what Terraform does not read.
    pub fn prove(self) -> Result<Rendered, Failure> {
        let (proof, mut files) =
            proof::prove(self.files, &self.directory, &self.waivers).map_err(Failure::Unreadable)?;
        let readme = complete(self.readme, &proof.outcome.connections);
        files.insert(README.to_owned(), readme);
        Ok(Rendered { files, proof })
    }

    /// The files without a look at them, and so with a README that does not say who may talk to whom: to measure against.
    #[must_use]
    pub fn unproven(self) -> Files {
        let mut files = self.files;
        files.insert(README.to_owned(), complete(self.readme, &[]));
        files
    }
}

fn complete(readme: Readme, connections: &[Connection]) -> String {
    let Readme { above: mut text, below } = readme;
    if below.is_empty() {
        return text;
    }
    text.push_str("\n\n| From | To | Port | Through | Why |\n| --- | --- | --- | --- | --- |\n");
    for Connection { from, to, ports, through, why } in connections {
        let cells = [from, to, ports, through, why].map(|cell| escape(cell));
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text.push('\n');
    text.push_str(&below);
    text
}

/// Text within a cell of a Markdown table.
fn escape(text: &str) -> String {
    text.chars()
        .flat_map(|letter| match letter {
            '|' => ['\\', '|'].into_iter().take(2),
            letter if letter.is_control() => [' ', ' '].into_iter().take(1),
            letter => [letter, ' '].into_iter().take(1),
        })
        .collect()
}
