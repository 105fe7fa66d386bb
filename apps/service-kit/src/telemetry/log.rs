//! Log lines: JSON in the cloud, readable on a terminal.

use tracing::{Level, Subscriber, level_filters::LevelFilter};
use tracing_subscriber::{Layer as _, filter::Targets, fmt::MakeWriter, layer::SubscriberExt as _, registry};

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Json,
    /// For people.
    Text,
}

/// Only our own modules follow the level that was asked for. Libraries say warnings at most: on a lower level
/// they log what they handle, and that is personal data.
fn filter(services: &[&str], level: Level) -> Targets {
    let crates = services.iter().map(|service| service.replace('-', "_"));
    let ours = crates.chain(["audit", "service_kit"].map(str::to_owned));
    Targets::new()
        .with_default(LevelFilter::WARN)
        .with_targets(ours.map(|target| (target, LevelFilter::from_level(level))))
}

/// What turns events of these services into lines on this writer.
pub fn subscriber<W>(
    services: &[&str],
    format: Format,
    level: Level,
    writer: W,
) -> Box<dyn Subscriber + Send + Sync>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer().with_writer(writer);
    match format {
        Format::Json => {
            let lines = lines.json().flatten_event(true).with_current_span(true).with_span_list(false);
            Box::new(registry().with(lines.with_filter(filter(services, level))))
        }
        Format::Text => {
            Box::new(registry().with(lines.compact().with_ansi(false).with_filter(filter(services, level))))
        }
    }
}

/// Sends everything to standard output, and panics too: their place, not their message, which may quote anything.
pub fn install(service: &str, format: Format, level: Level) {
    // A second installation in one process keeps the first: nothing to say about it.
    let _ = tracing::subscriber::set_global_default(subscriber(&[service], format, level, std::io::stdout));
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "panicked");
    }));
}
