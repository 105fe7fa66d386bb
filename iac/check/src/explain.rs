//! How one end reaches another, or what is in the way: an answer for people.

use std::fmt::Write as _;
use std::sync::Arc;

use anstyle::{AnsiColor, Style};
use configuration::{Configuration, Documents, Source, Unreadable};

use crate::context::Context;
use crate::network::{End, Leg, Network};
use crate::versions::Versions;

const OPEN: Style = AnsiColor::Green.on_default().bold();
const BLOCKED: Style = AnsiColor::Red.on_default().bold();
const UNKNOWN: Style = AnsiColor::Yellow.on_default().bold();
const NAME: Style = Style::new().bold();

/// Why there is no answer.
#[derive(Debug)]
pub enum Unexplained {
    /// A file is no JSON.
    Unreadable(Vec<Unreadable>),
    /// Nobody has that name; these are there.
    Nobody {
        /// The name.
        word: String,
        /// Who is there.
        known: Vec<String>,
    },
}

/// Every way from one end to another, hop by hop, with what blocks it where it is blocked. Styled, as [`crate::report::text`] is.
///
/// # Errors
/// If a file is no JSON, or an end is not there.
pub fn explain(sources: &[Source], from: &str, to: &str) -> Result<String, Unexplained> {
    let documents = Documents::parse(sources).map_err(Unexplained::Unreadable)?;
    let configuration = Configuration::of(&documents);
    let context = Context::new(&configuration, Versions::Any);
    let network = Network::telling(&configuration, Arc::clone(context.security_groups()));
    let end = |word: &str| {
        network.end(word).ok_or_else(|| {
            let known = network.ends().iter().map(End::name).collect();
            Unexplained::Nobody { word: word.to_owned(), known }
        })
    };
    let (from, to) = (end(from)?, end(to)?);
    let mut out = format!("{NAME}{} → {}{NAME:#}\n", from.name(), to.name());
    for leg in network.reach(&from, &to) {
        tell(&mut out, &leg);
    }
    Ok(out)
}

fn tell(out: &mut String, leg: &Leg<'_>) {
    let _ = writeln!(out, "\n{}", leg.title);
    let width = leg.answer.way.iter().map(|hop| hop.by.block().address().chars().count()).max().unwrap_or(0);
    for (at, hop) in leg.answer.way.iter().enumerate() {
        let _ = writeln!(out, "  {:>2}. {:width$}  {}", at + 1, hop.by.block().address(), hop.text);
    }
    let _ = match &leg.answer.stop {
        None => writeln!(out, "  {OPEN}open{OPEN:#}"),
        Some(stop) => {
            let (style, verdict) = if stop.unknown { (UNKNOWN, "not known") } else { (BLOCKED, "blocked") };
            let place = stop.at.block().address();
            let _ = writeln!(out, "  {style}{verdict}{style:#} at {place}: {}", stop.reason);
            if stop.fix.is_empty() { Ok(()) } else { writeln!(out, "  to open it: {}", stop.fix) }
        }
    };
}
