//! Instructions, which do not depend on what else the machine does.

use std::process::Command;

use crate::SERVICES;
use crate::work::Work;

pub(crate) fn print() {
    println!(
        "Millions of instructions, and how many times those of half as many services; counted by valgrind."
    );
    println!("{:14} {:>14} {:>14} {:>14}", "", "render", "checked", "check");
    let works = [Work::Render, Work::Checked, Work::Check];
    let mut last: Option<[f64; 3]> = None;
    for services in [&[0][..], &SERVICES].concat() {
        let counts = works.map(|work| count(work, services, 2) - count(work, services, 1));
        let name = if services == 0 { "prod".to_owned() } else { format!("{services} services") };
        print!("{name:14}");
        for (at, count) in counts.iter().enumerate() {
            let growth = last.map_or(String::new(), |last| format!("{:5.2}x", count / last[at]));
            print!(" {:>14}", format!("{:.1} {growth:>6}", count / 1e6));
        }
        println!();
        last = (services > 0).then_some(counts);
    }
}

/// The instructions of this program when it does a work so often.
fn count(work: Work, services: usize, times: usize) -> f64 {
    let program = std::env::current_exe().unwrap_or_else(|error| panic!("{error}"));
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(program)
        .args(["repeat", work.name(), &services.to_string(), &times.to_string()])
        .output()
        .unwrap_or_else(|error| panic!("valgrind, of the package of that name, does not run: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find_map(|line| line.split_once("I refs:").or(line.split_once("I   refs:")));
    let digits = line.map(|(_, number)| number.replace([',', ' '], ""));
    digits
        .and_then(|digits| digits.parse().ok())
        .unwrap_or_else(|| panic!("valgrind counted nothing: {said}"))
}
