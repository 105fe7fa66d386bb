//! A server of its own that has what Amazon RDS has: a master who is no superuser, the role `rds_iam` whose members log in
//! with tokens, and TLS.

mod judge;

use std::{
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, ChildStdin, Command, Output, Stdio},
    sync::OnceLock,
};

use service_kit::database::{Database, Statement, Target, sql};
use sqlx::{Connection as _, Executor as _, PgConnection};
use uuid::Uuid;

pub use judge::{Attempt, Judge};

use crate::process::command;

/// The master's password; no text that anybody sees may hold it.
pub const PASSWORD: &str = "a \"word\" {that: nobody} sees";
/// The master, who may grant `rds_iam`; another who, as from PostgreSQL 16 on, is taken for a member of it; and the maintenance databases, as Amazon RDS leaves them.
/// Source: <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html>
const LIKE_RDS: &[&str] = &[
    "CREATE ROLE rds_iam",
    "CREATE ROLE rds_master LOGIN CREATEROLE CREATEDB PASSWORD 'a \"word\" {that: nobody} sees'",
    "GRANT rds_iam TO rds_master WITH ADMIN OPTION",
    "CREATE ROLE rds_master_16 LOGIN CREATEROLE CREATEDB PASSWORD 'a \"word\" {that: nobody} sees'",
    "GRANT rds_iam TO rds_master_16 WITH ADMIN OPTION",
    "GRANT CONNECT ON DATABASE postgres TO rds_master_16",
    "ALTER DATABASE postgres OWNER TO rds_master",
    "ALTER DATABASE template1 OWNER TO rds_master",
];

/// The server, which ends with the tests.
pub struct Rds {
    /// Where it is: `127.0.0.1:5432`.
    pub address: String,
    /// What its certificate is verified by, in PEM.
    pub root: String,
    /// Who judges the tokens that it gets.
    pub judge: Judge,
    _run: Child,
    _open: Option<ChildStdin>,
}

/// One service's part of it, set up or not.
pub struct Part {
    /// The program.
    pub service: &'static str,
    /// The database, and the role that serves.
    pub name: String,
    address: String,
}

impl Rds {
    /// Starts it, the first time; all tests of a run share it.
    pub async fn get() -> &'static Self {
        static RDS: OnceLock<Rds> = OnceLock::new();
        static STARTING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
        let _turn = STARTING.lock().await;
        if let Some(rds) = RDS.get() {
            return rds;
        }
        let rds = Self::start();
        for statement in LIKE_RDS {
            rds.superuser("postgres").await.execute(*statement).await.unwrap();
        }
        RDS.get_or_init(|| rds)
    }

    /// It is there until its command has nothing more to read.
    fn start() -> Self {
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let certified = rcgen::generate_simple_self_signed(names).unwrap();
        let root = certified.cert.pem();
        let (judge, port) = Judge::start();
        let login = format!("ldap ldapserver=127.0.0.1 ldapport={port} ldapprefix=\"cn=\" ldapsuffix=\"\"");
        // The master first: to grant rds_iam he is a member of it here, which on Amazon RDS he need not be.
        let master = "host all rds_master 127.0.0.1/32 scram-sha-256";
        let hba = format!("{master}\nhost all +rds_iam 127.0.0.1/32 {login}");
        let mut run = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/postgres.sh"))
            .args(["run", "sh", "-c", "echo $TEST_POSTGRES_URL; exec cat"])
            .env("TEST_POSTGRES_HBA", hba)
            .env("TEST_POSTGRES_CERTIFICATE", root.clone() + &certified.signing_key.serialize_pem())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(run.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let address = url.trim().rsplit('@').next().unwrap().to_owned();
        assert!(!address.is_empty(), "the server did not start");
        Self { address, root, judge, _open: run.stdin.take(), _run: run }
    }

    /// Who may do anything, there is on Amazon RDS too, but nobody else has it.
    pub async fn superuser(&self, database: &str) -> PgConnection {
        PgConnection::connect(&format!("postgres://tests@{}/{database}", self.address)).await.unwrap()
    }

    /// Names for a service's database and role that nobody has yet.
    pub fn part(&self, service: &'static str) -> Part {
        let name = format!("{}_{}", service.replace('-', "_"), &Uuid::new_v4().simple().to_string()[..8]);
        Part { service, name, address: self.address.clone() }
    }
}

impl Part {
    /// `DATABASE_URL` of the role that serves, with a word that the judge takes for a token.
    pub fn url(&self) -> String {
        format!("postgres://{0}:served@{1}/{0}", self.name, self.address)
    }

    /// That of the owner.
    pub fn owner_url(&self) -> String {
        format!("postgres://{0}_owner:owned@{1}/{0}", self.name, self.address)
    }

    /// Runs a command of the program.
    pub fn run(&self, word: &str, environment: &[(&str, &str)]) -> Output {
        let output = command(self.service, &[word]).envs(environment.iter().copied()).output().unwrap();
        let said =
            String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned();
        assert!(!said.contains("nobody"), "the master's password is shown: {said}");
        output
    }

    /// `database-setup` with this password of the master's.
    pub fn set_up_with(&self, password: &str) -> Output {
        // As the service is told, without a password.
        let url = format!("postgres://{0}@{1}/{0}", self.name, self.address);
        self.set_up_as("rds_master", password, &[("DATABASE_URL", &url)])
    }

    /// `database-setup` as this master, in this environment.
    pub fn set_up_as(&self, master: &str, password: &str, environment: &[(&str, &str)]) -> Output {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(secret(master, password).as_bytes()).unwrap();
        let path = file.path().to_str().unwrap();
        self.run("database-setup", &[environment, &[("DATABASE_MASTER_SECRET_FILE", path)]].concat())
    }

    /// `database-setup`, which must succeed.
    pub fn set_up(&self) {
        succeeded(&self.set_up_with(PASSWORD));
    }

    /// `migrate` as the owner, which must succeed.
    pub fn migrate(&self) {
        succeeded(&self.run("migrate", &[("DATABASE_URL", &self.owner_url())]));
    }

    /// What the server says to a statement of the role that serves, or of the owner.
    pub async fn says(url: &str, statement: &'static str) -> String {
        let database = Database::open(&Target::parse(url).unwrap(), 1).await.unwrap();
        let said = try_to(&database, sql(statement)).await;
        database.close().await;
        said
    }
}

/// A master's secret, as Amazon RDS writes it.
pub fn secret(master: &str, password: &str) -> String {
    serde_json::json!({"username": master, "password": password}).to_string()
}

async fn try_to(database: &Database, statement: Statement) -> String {
    let mut transaction = match database.begin().await {
        Ok(transaction) => transaction,
        Err(error) => return error.to_string(),
    };
    match transaction.execute(statement).await {
        Ok(rows) => format!("{rows} rows"),
        Err(error) => error.to_string(),
    }
}

/// The end of a command that went well.
pub fn succeeded(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
