//! How long rendering takes, as ratios to a program that only writes the same bytes, in one run.
//!
//! `cargo bench -p iac`; README.md beside this file says what is promised and what was measured.
#![expect(clippy::print_stdout, reason = "a benchmark speaks")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, hint};

use configuration::Json;
use environment::{Environment, Workspace};
use render::{Directory, Draft, Files};
use schema::PROVIDERS;

/// Services behind one load balancer: with more, the rules of its security group would need a raised quota.
const BEHIND_ONE: usize = 50;

fn main() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let committed = Workspace::open(repository).unwrap_or_else(|problems| panic!("{problems}"));
    println!("The best of interleaved runs, in milliseconds; ratios are to `replace`.");
    println!(
        "{:14} {:>9} {:>6} {:>8} {:>8} {:>14} {:>14}",
        "", "resources", "kB", "write", "replace", "render", "checked"
    );
    let prod = committed.load("prod").unwrap_or_else(|problems| panic!("{problems}"));
    measure("prod", &prod, 300);
    let mut last = None;
    for services in [250, 500, 1_000] {
        let workspace = many(repository, services);
        let started = Instant::now();
        let environment = workspace.load("prod").unwrap_or_else(|problems| panic!("{problems}"));
        let read = started.elapsed();
        let render = measure(&format!("{services} services"), &environment, 15);
        let growth = last.map(|last: Duration| render.as_secs_f64() / last.as_secs_f64());
        let growth = growth.map_or(String::new(), |growth| {
            format!("; rendering takes {growth:.1}x the time of half as many")
        });
        println!("{:14} reading the file takes {:.1}{growth}", "", milliseconds(read));
        last = Some(render);
    }
}

/// Prints the best of several interleaved runs, which is what the work costs when nothing else runs.
fn measure(name: &str, environment: &Environment, runs: u32) -> Duration {
    let directory = std::env::temp_dir().join(format!("iac-bench-{}", std::process::id()));
    let ready = files(environment);
    let works: [&dyn Fn(); 4] = [
        // The least that any program does.
        &|| write(&directory, &ready),
        // The same bytes with the same promise: a file is there whole, as it was or as it should be.
        &|| replace(&directory, &ready),
        &|| replace(&directory, &files(environment)),
        &|| {
            let files = files(environment);
            check(&files);
            replace(&directory, &files);
        },
    ];
    let mut best = [Duration::MAX; 4];
    for _ in 0..runs {
        for (best, work) in best.iter_mut().zip(works) {
            let _ = fs::remove_dir_all(&directory);
            let started = Instant::now();
            work();
            *best = (*best).min(started.elapsed());
        }
    }
    let _ = fs::remove_dir_all(&directory);
    let [write, replace, render, checked] = best;
    let ratio = |time: Duration| {
        format!("{:.2} {:5.2}x", milliseconds(time), time.as_secs_f64() / replace.as_secs_f64())
    };
    println!(
        "{name:14} {:>9} {:>6} {:>8.2} {:>8.2} {:>14} {:>14}",
        documents(&ready).values().map(count).sum::<usize>(),
        ready.values().map(String::len).sum::<usize>() / 1_000,
        milliseconds(write),
        milliseconds(replace),
        ratio(render),
        ratio(checked)
    );
    render
}

fn files(environment: &Environment) -> Files {
    let root = platform::compose(environment);
    render::environment(environment, root).map_or_else(|_| panic!("the environment renders"), Draft::unproven)
}

fn write(directory: &Path, files: &Files) {
    let written = fs::create_dir_all(directory)
        .and_then(|()| files.iter().try_for_each(|(name, text)| fs::write(directory.join(name), text)));
    written.unwrap_or_else(|error| panic!("{error}"));
}

fn replace(directory: &Path, files: &Files) {
    let directory = Directory::new(directory);
    let changes = directory.changes(files).unwrap_or_else(|error| panic!("{error}"));
    directory.apply(&changes).unwrap_or_else(|error| panic!("{error}"));
}

fn check(files: &Files) {
    let texts = files.iter().filter(|(name, _)| name.ends_with(".tf.json"));
    let documents: Vec<(&str, Json<'_>)> =
        texts.map(|(name, text)| (name.as_str(), Json::parse(text).unwrap_or(Json::Null))).collect();
    for provider in PROVIDERS {
        let documents = documents.iter().map(|(name, document)| (*name, document));
        hint::black_box(schema::conform_exactly(provider, documents));
    }
}

fn documents(files: &Files) -> BTreeMap<String, serde_json::Value> {
    let documents = files.iter().filter(|(name, _)| name.ends_with(".tf.json"));
    documents.map(|(name, text)| (name.clone(), serde_json::from_str(text).unwrap_or_default())).collect()
}

fn count(document: &serde_json::Value) -> usize {
    let types = document["resource"].as_object();
    types
        .into_iter()
        .flat_map(|types| types.values())
        .filter_map(|names| names.as_object())
        .map(serde_json::Map::len)
        .sum()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The committed production environment with `services` services, over as many load balancers as they need.
fn many(repository: &Path, services: usize) -> Workspace {
    let read =
        |file: &str| fs::read_to_string(repository.join("environments").join(file)).unwrap_or_default();
    let mut prod = read("prod.toml");
    for at in 0..services {
        let _ = write!(
            prod,
            "\n[services.service-{at:04}]\nload_balancer = \"group-{:02}\"\npaths = [\"/api/service-{at:04}/*\"]\n\
             secrets.DATABASE_URL.secrets-manager = \"healthcare-app/prod/service-{at:04}\"\n",
            at / BEHIND_ONE
        );
    }
    Workspace::of_texts([
        ("environments/prod.toml", prod.as_str()),
        ("environments/shared/defaults.toml", &read("shared/defaults.toml")),
    ])
}
