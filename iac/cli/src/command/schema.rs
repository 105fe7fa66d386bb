//! `iac schema`

use crate::arguments::{File, Schema};
use crate::{Outcome, print};

pub(crate) fn run(arguments: &Schema) -> anyhow::Result<Outcome> {
    let schema = match arguments.file {
        File::Environment => environment::schema::environment(),
        File::Bootstrap => environment::schema::bootstrap(),
    };
    print::line(&serde_json::to_string_pretty(&schema)?);
    Ok(Outcome::Well)
}
