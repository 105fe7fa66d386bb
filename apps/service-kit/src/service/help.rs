//! `--help`.

use super::Service;
use crate::config;

pub(super) fn text<S: Service>() -> String {
    let name = S::NAME;
    format!(
        "{about}

Usage: {name} [COMMAND]

  serve          Serve until SIGTERM (the default)
  healthcheck    Ask the service on this machine whether it is up: exit code 0 or 1
  database-setup Make the database and the two roles of DATABASE_URL, as the server's master
  migrate        Bring the database's tables up to date, as the role that owns them
  seed           Fill an empty local database with synthetic records
  token          Print an access token of the development key, good at every service on this machine
                 --scope SCOPE   repeats; without it, every scope
                 --patient ID    a token of this patient's own
                 --hours N       how long it is good (default 12)
  openapi        Print the OpenAPI document
  --help         Print this
  --version      Print version and commit

Exit codes: 0 well, 1 failed, 2 wrong usage, 78 wrong configuration

{table}",
        about = S::ABOUT,
        table = config::table(S::PORT, S::SETTINGS),
    )
}
