//! Times, as ratios of one run.

use std::time::{Duration, Instant};

use environment::Environment;

use crate::work::{Bench, Work};
use crate::{SERVICES, environment, many};

pub(crate) fn print() {
    println!(
        "The best of interleaved runs, in milliseconds. Of put, render and checked, the ratio is to replace; of check, to render."
    );
    println!(
        "{:14} {:>9} {:>6} {:>8} {:>8} {:>14} {:>14} {:>14} {:>14}",
        "", "resources", "kB", "write", "replace", "put", "render", "checked", "check"
    );
    measure("prod", &environment(0), 300);
    let mut last: Option<[Duration; 2]> = None;
    for services in SERVICES {
        let started = Instant::now();
        let workspace = many::workspace(services);
        let environment = workspace.load("prod").unwrap_or_else(|problems| panic!("{problems}"));
        let read = milliseconds(started.elapsed());
        let [.., render, _, check] = measure(&format!("{services} services"), &environment, 15);
        print!("{:14} reading the file takes {read:.1}", "");
        if let Some([last_render, last_check]) = last {
            let growth = |now: Duration, last: Duration| now.as_secs_f64() / last.as_secs_f64();
            print!(
                "; twice the services take {:.1}x the time to render and {:.1}x to check",
                growth(render, last_render),
                growth(check, last_check)
            );
        }
        println!();
        last = Some([render, check]);
    }
}

/// Prints the best of several interleaved runs, which is what the work costs when nothing else runs.
fn measure(name: &str, environment: &Environment, runs: u32) -> [Duration; 6] {
    let bench = Bench::new(environment);
    let mut best = [Duration::MAX; 6];
    for _ in 0..runs {
        for (best, work) in best.iter_mut().zip(Work::ALL) {
            let place = bench.place();
            let ready = bench.prepare(work, &place);
            let started = Instant::now();
            ready();
            *best = (*best).min(started.elapsed());
            Bench::empty(&place);
        }
    }
    let [write, replace, put, render, checked, check] = best;
    let ratio = |time: Duration, to: Duration| {
        format!("{:.2} {:5.2}x", milliseconds(time), time.as_secs_f64() / to.as_secs_f64())
    };
    println!(
        "{name:14} {:>9} {:>6} {:>8.2} {:>8.2} {:>14} {:>14} {:>14} {:>14}",
        bench.resources(),
        bench.bytes() / 1_000,
        milliseconds(write),
        milliseconds(replace),
        ratio(put, replace),
        ratio(render, replace),
        ratio(checked, replace),
        ratio(check, render),
    );
    best
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
