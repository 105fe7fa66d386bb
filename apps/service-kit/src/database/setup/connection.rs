//! The master's connections.

use std::time::Duration;

use sqlx::{ConnectOptions as _, PgConnection, error::DatabaseError, postgres::PgConnectOptions};
use tokio::time;

use super::{Master, why};
use crate::{aws::Tokens, database::Login};

/// A server that rests when nobody is connected needs a while to wake up.
const CONNECT_TIMEOUT: Duration = Duration::from_mins(1);
/// In milliseconds: how long one setup waits for another, or for whatever else holds what it needs.
const LOCK_TIMEOUT: &str = "60000";

/// Connects with the password, and where that is refused and there are tokens, with one.
///
/// From `PostgreSQL` 16 on, whoever makes a role is a member of it. So the master is one of the roles of a setup, and through
/// them of `rds_iam`; and whoever is a member of that, and be it so, is asked for a token.
///
/// Source: <https://www.postgresql.org/docs/16/role-attributes.html>, on `CREATEROLE`
///
/// # Errors
/// A sentence that names the place and says what the server said.
pub(super) async fn connect(
    server: &PgConnectOptions,
    login: &Login,
    master: &Master,
    database: &str,
) -> Result<PgConnection, String> {
    let options = server.clone().username(&master.username).database(database);
    let options = options.options([("lock_timeout", LOCK_TIMEOUT)]);
    let (host, port) = (options.get_host().to_owned(), options.get_port());
    let cannot = |why: String| format!("the master cannot connect to `{database}` at {host}:{port}: {why}");
    match (attempt(&options, &master.password).await, login) {
        (Ok(connection), _) => Ok(connection),
        (Err(refused), Login::Iam(task)) if is_refusal(&refused) => {
            let tokens = Tokens::new(task.clone(), &host, port, &master.username);
            let token = tokens.make().await.map_err(|error| cannot(format!("{}; {error}", why(refused))))?;
            attempt(&options, &token).await.map_err(|error| cannot(format!("with a token, {}", why(error))))
        }
        (Err(error), _) => Err(cannot(why(error))),
    }
}

async fn attempt(options: &PgConnectOptions, password: &str) -> sqlx::Result<PgConnection> {
    let options = options.clone().password(password);
    time::timeout(CONNECT_TIMEOUT, options.connect()).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

/// Class 28: invalid authorization specification.
/// Source: <https://www.postgresql.org/docs/current/errcodes-appendix.html>
fn is_refusal(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(DatabaseError::code);
    code.is_some_and(|code| code.starts_with("28"))
}
