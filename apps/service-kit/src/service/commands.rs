//! The command line.

use std::process::ExitCode;

use axum::extract::FromRef;

use super::{Service, help, start, token};
use crate::{
    auth::Gate,
    config::{self, Config, Reader},
    database::{Master, Setup},
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
            let (config, _, master) = configuration::<S, _>(config::master)?;
            set_up(&config, &master)
        }
        ["migrate"] => with_config::<S>(|config, _| block_on(migrate::<S>(config))),
        ["seed"] => with_config::<S>(|config, _| block_on(seed::<S>(config))),
        ["token", options @ ..] => {
            let options = token::Options::read(options).map_err(|problem| (USAGE, problem))?;
            with_config::<S>(|config, _| token::print(config, &options))
        }
        _ => Err((USAGE, format!("`{}` is not a command\n\nhint: {} --help", words.join(" "), S::NAME))),
    }
}

fn with_config<S: Service>(run: impl FnOnce(&Config, &S::Settings) -> Result<(), String>) -> Outcome {
    let (config, settings, ()) = configuration::<S, _>(config::no_master)?;
    run(&config, &settings).map_err(|problem| (FAILED, problem))
}

/// Reads the environment, and something more of it.
fn configuration<S: Service, T>(
    more: impl FnOnce(&mut Reader) -> Option<T>,
) -> Result<(Config, S::Settings, T), (u8, String)> {
    let get = |name: &str| std::env::var(name).ok();
    let mut env = Reader::new(&get);
    for setting in config::all(S::SETTINGS) {
        // Otherwise it would be as if it were not set.
        if std::env::var_os(setting.name).is_some_and(|value| value.to_str().is_none()) {
            env.fail(setting.name, "is not UTF-8");
        }
    }
    let more = more(&mut env);
    let config = Config::read(&mut env, S::NAME, S::PORT);
    let settings = S::settings(&mut env);
    let problems = env.into_problems();
    match (config, more) {
        (Some(config), Some(more)) if problems.is_empty() => Ok((config, settings, more)),
        _ => {
            let list = problems.join("\n  ");
            let hint = "--help lists every variable";
            Err((
                CONFIGURATION,
                format!("refuses to start, the environment is wrong:\n  {list}\n\nhint: {hint}"),
            ))
        }
    }
}

fn block_on<T>(future: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| format!("cannot start: {error}"))?.block_on(future)
}

fn set_up(config: &Config, master: &Master) -> Outcome {
    let setup = Setup::of(&config.database);
    let setup = setup.map_err(|problem| (CONFIGURATION, format!("DATABASE_URL: {problem}")))?;
    block_on(setup.run(master)).map_err(|problem| (FAILED, problem))?;
    print::note(&format!("the database is set up; migrate it as `{}`", setup.owner()));
    Ok(())
}

async fn migrate<S: Service>(config: &Config) -> Result<(), String> {
    let database = start::open::<S>(&Config { migrate: true, ..config.clone() }).await?;
    database.close().await;
    print::note("the database is up to date");
    Ok(())
}

async fn seed<S: Service>(config: &Config) -> Result<(), String> {
    if !config.is_local() {
        return Err("synthetic records are for a local database only".to_owned());
    }
    let database = start::open::<S>(&Config { migrate: true, ..config.clone() }).await?;
    let made = S::seed(&database).await;
    database.close().await;
    print::note(&made?);
    Ok(())
}
