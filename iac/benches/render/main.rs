//! How long rendering and checking take, as ratios to a program that only writes the same bytes, in one run.
//!
//! `cargo bench -p iac`; README.md beside this directory says what is promised and what was measured.
#![expect(clippy::print_stdout, reason = "a benchmark speaks")]

mod instructions;
mod many;
mod times;
mod work;

use environment::Environment;

use work::Work;

/// How many services the largest environments have beside the committed ones.
const SERVICES: [usize; 3] = [250, 500, 1_000];

fn main() {
    // What is given behind `--`; cargo itself adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => times::print(),
        ["instructions"] => instructions::print(),
        ["repeat", work, services, times] => {
            let work = Work::named(work).unwrap_or_else(|| panic!("there is no work `{work}`"));
            let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("`{text}` is no number"));
            work::repeat(work, &environment(number(services)), number(times));
        }
        _ => panic!("expected nothing, `instructions`, or `repeat WORK SERVICES TIMES`, not {arguments:?}"),
    }
}

/// The committed production environment with so many services more.
fn environment(services: usize) -> Environment {
    let workspace = many::workspace(services);
    workspace.load("prod").unwrap_or_else(|problems| panic!("{problems}"))
}
