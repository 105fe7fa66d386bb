//! The names of what is made: those of `DATABASE_URL`, and one more.

use sqlx::postgres::PgConnectOptions;

/// What the owner's name has behind that of the role that serves; `rights.sql` says it too.
const OWNER: &str = "_owner";
/// `PostgreSQL` cuts longer names without a word, and two could become one.
/// Source: <https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS>
const LONGEST: usize = 63;
/// Databases that every server has, or Amazon RDS adds; none of them is a service's.
const SERVERS_OWN: &[&str] = &["postgres", "template0", "template1", "rdsadmin"];

/// The names, as they are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) database: String,
    /// Serves: reads and writes rows.
    pub(super) role: String,
    /// Owns the database and everything in it: migrates.
    pub(super) owner: String,
}

impl Names {
    /// # Errors
    /// A sentence about `DATABASE_URL`.
    pub(super) fn of(server: &PgConnectOptions) -> Result<Self, String> {
        let role = server.get_username().to_owned();
        let database = server.get_database().unwrap_or_default().to_owned();
        if database.is_empty() {
            return Err(
                "names no database; put its name behind the host: postgres://role@host/database".to_owned()
            );
        }
        if SERVERS_OWN.contains(&database.as_str()) {
            return Err(format!(
                "names the database `{database}`, which is the server's own; name the service's"
            ));
        }
        if let Some(served) = role.strip_suffix(OWNER) {
            return Err(format!("names the owner `{role}`; name the role that serves, `{served}`"));
        }
        let owner = format!("{role}{OWNER}");
        for (name, longest) in [(&role, LONGEST - OWNER.len()), (&database, LONGEST)] {
            if name.len() > longest {
                let length = name.len();
                return Err(format!("`{name}` has {length} bytes; at most {longest} are allowed there"));
            }
        }
        Ok(Self { database, role, owner })
    }
}

/// A name as SQL writes it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use super::*;

    fn names(url: &str) -> Result<Names, String> {
        Names::of(&PgConnectOptions::from_str(url).unwrap_or_else(|error| panic!("{url}: {error}")))
    }

    #[test]
    fn the_owner_is_named_after_the_role() {
        let made = names("postgres://patient-service@db.example.com/patients");
        let (database, role, owner) = ("patients", "patient-service", "patient-service_owner");
        let expected = Names { database: database.into(), role: role.into(), owner: owner.into() };
        assert_eq!(made, Ok(expected));
    }

    #[test]
    fn names_that_would_end_in_confusion_are_refused() {
        for (url, expected) in [
            ("postgres://app@db.example.com", "names no database"),
            ("postgres://app@db.example.com/postgres", "`postgres`, which is the server's own"),
            ("postgres://app_owner@db.example.com/app", "name the role that serves, `app`"),
            (&format!("postgres://{}@db.example.com/app", "r".repeat(58)), "at most 57 are allowed"),
            (&format!("postgres://app@db.example.com/{}", "d".repeat(64)), "at most 63 are allowed"),
        ] {
            let problem = names(url).unwrap_err();
            assert!(problem.contains(expected), "{url}: {problem}");
        }
        let longest = names(&format!("postgres://{}@db.example.com/app", "r".repeat(57)));
        assert_eq!(longest.map(|names| names.owner.len()), Ok(63));
    }

    #[test]
    fn a_name_is_quoted_whatever_it_is() {
        assert_eq!(quoted("patient-service"), r#""patient-service""#);
        assert_eq!(quoted(r#"x"; DROP ROLE y; --"#), r#""x""; DROP ROLE y; --""#);
    }
}
