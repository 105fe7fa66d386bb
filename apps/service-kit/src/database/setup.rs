//! One database and two login roles for a service, made by the server's master; run as often as one likes.
//!
//! | role | may |
//! | --- | --- |
//! | that of `DATABASE_URL` | connect to its database; read, and change rows, but only add to what is append-only |
//! | the same with `_owner` behind | everything in its database, which it owns: it migrates |
//! | the master | connect; it is a member of neither when this has ended |
//!
//! Everybody else is kept out of the database. Both roles log in with a token where the server knows those (`rds_iam`,
//! which Amazon RDS has). Every step looks at what is there, so a setup that was cut off is ended by the next; several
//! at once take turns, on one server, whichever service they are for.

mod connection;
mod master;
mod names;

use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection, SqlSafeStr as _,
    postgres::PgConnectOptions,
};

pub use master::{Master, MasterSecret};
use names::{Names, quoted};

use super::{Error, Login, Target};

/// Where the master works on what belongs to the whole server.
const MAINTENANCE: &str = "postgres";
const RIGHTS: &str = include_str!("setup/rights.sql");
const EXCESS: &str = include_str!("setup/excess.sql");

/// What is made, and where.
pub struct Setup {
    server: PgConnectOptions,
    /// How the master logs in where its password is refused.
    login: Login,
    names: Names,
}

impl Setup {
    /// Of the database and the role that are to serve.
    ///
    /// # Errors
    /// A sentence about `DATABASE_URL`, without the password that may be in it.
    pub fn of(target: &Target) -> Result<Self, String> {
        let Target::Postgres(server, login) = target else {
            return Err("names SQLite, which needs no setup; set a postgres:// URL".to_owned());
        };
        let names = Names::of(server)?;
        let server = server.as_ref().clone().disable_statement_logging();
        Ok(Self { server, login: login.clone(), names })
    }

    /// The role that migrates.
    #[must_use]
    pub fn owner(&self) -> &str {
        &self.names.owner
    }

    /// Makes what is missing, and then asks the server whether the roles may do more than they should.
    ///
    /// # Errors
    /// A sentence that names the step, what the server said, and what to do; what was done until then stays.
    pub async fn run(&self, master: &Master) -> Result<(), String> {
        let Names { database, role, owner } = &self.names;
        if [role, owner].contains(&&master.username) {
            return Err(format!("`{role}` is the server's master; DATABASE_URL must name a role of its own"));
        }
        let mut server = self.connect(master, MAINTENANCE).await?;
        // Held until this connection ends.
        run(&mut server, "take turns", "SELECT pg_advisory_lock(hashtextextended('database-setup', 0))")
            .await?;
        for name in [role, owner] {
            make_role(&mut server, name).await?;
        }
        self.make_database(&mut server).await?;
        run(&mut server, &format!("hand over the database `{database}`"), &self.hand_over(master)).await?;
        let mut inside = self.connect(master, database).await?;
        run(&mut inside, &format!("set up what is in the database `{database}`"), &self.settle()).await?;
        for name in [role, owner] {
            allow_tokens(&mut server, name).await?;
        }
        self.check(&mut inside).await?;
        for connection in [inside, server] {
            connection.close().await.map_err(|error| format!("cannot end the connection: {}", why(error)))?;
        }
        Ok(())
    }

    async fn connect(&self, master: &Master, database: &str) -> Result<PgConnection, String> {
        connection::connect(&self.server, &self.login, master, database).await
    }

    async fn make_database(&self, server: &mut PgConnection) -> Result<(), String> {
        let name = &self.names.database;
        let step = format!("make the database `{name}`");
        let found = sqlx::query("SELECT FROM pg_database WHERE datname = $1").bind(name);
        if found.fetch_optional(&mut *server).await.map_err(|error| cannot(&step, error))?.is_none() {
            // From the template that nobody can have put anything into.
            let text = format!("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", quoted(name));
            run(server, &step, &text).await?;
        }
        Ok(())
    }

    /// The database becomes the owner's, and closed. The maintenance databases are closed too where they are the master's,
    /// as on Amazon RDS: in those anybody who may connect could make temporary tables, and look around.
    fn hand_over(&self, master: &Master) -> String {
        let Names { database, role, owner } = &self.names;
        let [database, role, owner, master] =
            [database, role, owner, &master.username].map(|name| quoted(name));
        self.as_owner(
            &format!("ALTER DATABASE {database} OWNER TO {owner};"),
            &format!(
                "REVOKE ALL ON DATABASE {database} FROM PUBLIC, {role};
                 GRANT CONNECT ON DATABASE {database} TO {role}, {master};"
            ),
            "DO $$ DECLARE name text; BEGIN
                 FOR name IN SELECT datname FROM pg_database
                     WHERE datname IN ('postgres', 'template1') AND datdba = current_user::regrole
                 LOOP EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', name); END LOOP;
             END $$;",
        )
    }

    /// What the role may do with tables, those that are there and those to come. Where the role itself had made them, as
    /// without an owner, they become the owner's: whoever owns a table may take away what makes it append-only.
    fn settle(&self) -> String {
        let [role, owner] = [&self.names.role, &self.names.owner].map(|name| quoted(name));
        self.as_owner(
            &format!("REASSIGN OWNED BY {role} TO {owner};"),
            &format!(
                "REVOKE ALL ON SCHEMA public FROM PUBLIC, {role};
                 GRANT USAGE ON SCHEMA public TO {role};
                 ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {role};
                 ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {role};
                 {RIGHTS}"
            ),
            "",
        )
    }

    /// One transaction, in which the master is a member of both roles: it does something itself, something as the owner,
    /// and something itself again. Nobody ever sees it as a member: a master that is one of a role with `rds_iam`, and be
    /// it indirectly, could not log in with its password any more.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.DBAccounts.html>
    fn as_owner(&self, before: &str, owner_does: &str, after: &str) -> String {
        let [role, owner] = [&self.names.role, &self.names.owner].map(|name| quoted(name));
        format!(
            "BEGIN;
             GRANT {role}, {owner} TO CURRENT_USER;
             {before}
             SET LOCAL ROLE {owner};
             {owner_does}
             RESET ROLE;
             {after}
             REVOKE {role}, {owner} FROM CURRENT_USER;
             COMMIT"
        )
    }

    async fn check(&self, inside: &mut PgConnection) -> Result<(), String> {
        let Names { role, owner, .. } = &self.names;
        let query = sqlx::query_scalar::<_, String>(EXCESS).bind(role).bind(owner);
        let excess =
            query.fetch_all(inside).await.map_err(|error| cannot("look at what is allowed", error))?;
        if excess.is_empty() {
            return Ok(());
        }
        Err(format!(
            "more is allowed than should be:\n  {}\n\nhint: take it away as whoever granted it (REVOKE, or ALTER ROLE), \
             and run this again",
            excess.join("\n  ")
        ))
    }
}

/// Gives the role that serves its rights on the tables of the owner, who has just migrated.
///
/// # Errors
/// When the database refuses; nothing of it is then done.
pub(super) async fn give_rights(owner: &mut PgConnection) -> Result<(), Error> {
    sqlx::raw_sql(RIGHTS.into_sql_str()).execute(owner).await?;
    Ok(())
}

async fn make_role(server: &mut PgConnection, name: &str) -> Result<(), String> {
    let step = format!("make the role `{name}`");
    let found =
        sqlx::query_scalar::<_, bool>("SELECT rolcanlogin FROM pg_roles WHERE rolname = $1").bind(name);
    let word = match found.fetch_optional(&mut *server).await.map_err(|error| cannot(&step, error))? {
        Some(true) => return Ok(()),
        Some(false) => "ALTER",
        None => "CREATE",
    };
    run(server, &step, &format!("{word} ROLE {} LOGIN", quoted(name))).await
}

/// Where the server knows tokens, a role that has `rds_iam` logs in with them, and with nothing else.
async fn allow_tokens(server: &mut PgConnection, name: &str) -> Result<(), String> {
    let step = format!("let the role `{name}` log in with tokens");
    let missing = sqlx::query(
        "SELECT FROM pg_roles WHERE rolname = 'rds_iam' AND NOT EXISTS (
             SELECT FROM pg_auth_members WHERE roleid = pg_roles.oid AND member = $1::text::regrole
         )",
    );
    let missing = missing.bind(quoted(name)).fetch_optional(&mut *server).await;
    if missing.map_err(|error| cannot(&step, error))?.is_some() {
        run(server, &step, &format!("GRANT rds_iam TO {}", quoted(name))).await?;
    }
    Ok(())
}

async fn run(connection: &mut PgConnection, step: &str, text: &str) -> Result<(), String> {
    let done = sqlx::raw_sql(AssertSqlSafe(text.to_owned())).execute(connection).await;
    done.map(drop).map_err(|error| cannot(step, error))
}

fn cannot(step: &str, error: sqlx::Error) -> String {
    format!("cannot {step}: {}", why(error))
}

/// Here the server's own words are worth having: no statement of a setup has a value in it but names.
fn why(error: sqlx::Error) -> String {
    match &error {
        sqlx::Error::Database(said) => {
            format!("{} (code {})", said.message(), said.code().unwrap_or_default())
        }
        _ => Error::from(error).to_string(),
    }
}
