//! The command line.

use std::process::ExitCode;

use axum::extract::FromRef;

use super::{Service, help, start, token};
use crate::{
    auth::Gate,
    config::{self, Config, Reader, Setting},
    database::{Master, MasterSecret, Setup},
    openapi, print, server,
};

const FAILED: u8 = 1;
const USAGE: u8 = 2;
const CONFIGURATION: u8 = 78;

/// An exit code and a sentence.
type Outcome = Result<(), (u8, String)>;

/// Runs one command and says how it ended.
#[must_use]
pub fn run<S: Service>(arguments: &[String]) -> ExitCode
where
    Gate: FromRef<S::State>,
{
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch::<S>(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err((code, problem)) => {
            print::note(&format!("{}: {problem}", S::NAME));
            ExitCode::from(code)
        }
    }
}

fn dispatch<S: Service>(words: &[&str]) -> Outcome
where
    Gate: FromRef<S::State>,
{
    let said = |text: &str| {
        print::result(text.trim_end());
        Ok(())
    };
    match words {
        // Behind a command too, as people ask there.
        ["help"] | [.., "--help" | "-h"] => said(&help::text::<S>()),
        ["--version" | "-V"] => {
            said(&format!("{} {} ({})", S::NAME, env!("CARGO_PKG_VERSION"), openapi::COMMIT))
        }
        ["openapi"] => said(&openapi::document::<S>()),
        [] | ["serve"] => with_config::<S>(|config, settings| block_on(start::serve::<S>(config, settings))),
        ["healthcheck"] => with_config::<S>(|config, _| {
            server::check(config.listen, config.tls).map_err(|error| format!("not healthy: {error}"))
        }),
        ["database-setup"] => {
            let (config, secret) = with_database::<S, _>(config::master_secret)?;
            set_up(&config, &secret)
        }
        ["migrate"] => {
            let (config, ()) = with_database::<S, _>(config::no_master_secret)?;
            block_on(migrate::<S>(&config)).map_err(|problem| (FAILED, problem))
        }
        ["seed"] => with_config::<S>(|config, _| block_on(seed::<S>(config))),
        ["token", options @ ..] => {
            let options = token::Options::read(options).map_err(|problem| (USAGE, problem))?;
            with_config::<S>(|config, _| token::print(config, &options))
        }
        _ => Err((USAGE, format!("`{}` is not a command\n\nhint: {} --help", words.join(" "), S::NAME))),
    }
}

fn with_config<S: Service>(run: impl FnOnce(&Config, &S::Settings) -> Result<(), String>) -> Outcome {
    let (config, settings) = configuration(config::all(S::SETTINGS), |env| {
        let outside = config::no_master_secret(env);
        let config = Config::read(env, S::NAME, S::PORT);
        let settings = S::settings(env);
        outside.and(config).map(|config| (config, settings))
    })?;
    run(&config, &settings).map_err(|problem| (FAILED, problem))
}

/// Reads what says where the database is, and something about the master's secret; nothing of what only a server needs.
fn with_database<S: Service, T>(
    secret: impl FnOnce(&mut Reader) -> Option<T>,
) -> Result<(config::Database, T), (u8, String)> {
    configuration(config::of_database(), |env| {
        let secret = secret(env);
        config::Database::read(env, S::NAME).zip(secret)
    })
}

/// Reads the part of the environment that these settings are.
fn configuration<T>(
    settings: impl Iterator<Item = &'static Setting>,
    read: impl FnOnce(&mut Reader) -> Option<T>,
) -> Result<T, (u8, String)> {
    let get = |name: &str| std::env::var(name).ok();
    let mut env = Reader::new(&get);
    for setting in settings {
        // Otherwise it would be as if it were not set.
        if std::env::var_os(setting.name).is_some_and(|value| value.to_str().is_none()) {
            env.fail(setting.name, "is not UTF-8");
        }
    }
    let found = read(&mut env);
    let problems = env.into_problems();
    found.filter(|_| problems.is_empty()).ok_or_else(|| {
        let list = problems.join("\n  ");
        let hint = "--help lists every variable";
        (CONFIGURATION, format!("refuses to start, the environment is wrong:\n  {list}\n\nhint: {hint}"))
    })
}

fn block_on<T>(future: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| format!("cannot start: {error}"))?.block_on(future)
}

fn set_up(config: &config::Database, secret: &MasterSecret) -> Outcome {
    let setup = Setup::of(&config.target);
    let setup = setup.map_err(|problem| (CONFIGURATION, format!("DATABASE_URL: {problem}")))?;
    let run = async { setup.run(&Master::read(secret).await?).await };
    block_on(run).map_err(|problem| (FAILED, problem))?;
    print::note(&format!("the database is set up; migrate it as `{}`", setup.owner()));
    Ok(())
}

async fn migrate<S: Service>(config: &config::Database) -> Result<(), String> {
    let database = start::open(config).await?;
    start::migrate::<S>(&database).await?;
    database.close().await;
    print::note("the database is up to date");
    Ok(())
}

async fn seed<S: Service>(config: &Config) -> Result<(), String> {
    if !config.is_local() {
        return Err("synthetic records are for a local database only".to_owned());
    }
    let database = start::open(&config.database).await?;
    start::migrate::<S>(&database).await?;
    let made = S::seed(&database).await;
    database.close().await;
    print::note(&made?);
    Ok(())
}
