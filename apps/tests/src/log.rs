//! A log that refuses personal data: every line that any service under test writes is searched as it is written.

use std::{
    io::{self, Write},
    sync::Once,
};

use appointment_service::AppointmentService;
use patient_service::PatientService;
use service_kit::{
    service::Service as _,
    telemetry::{Format, subscriber},
};
use tracing::Level;
use tracing_subscriber::fmt::MakeWriter;

/// Stands in every name, identifier, phone number, reason and comment that the tests make up.
pub const MARK: &str = "canary";

/// Whether a line carries something personal.
pub fn leaks(line: &str) -> bool {
    line.to_lowercase().contains(MARK)
}

/// Ends the whole run if a line leaks: nothing that follows could be trusted.
pub fn check(line: &str) {
    if leaks(line) {
        // Not by a macro: those are kept back until the test ends, and this one does not.
        let _ = writeln!(io::stderr(), "personal data in the log: {line}");
        std::process::abort();
    }
}

/// Searches everything that services in this process log, on the level that says most.
pub fn watch() {
    static WATCHING: Once = Once::new();
    WATCHING.call_once(|| {
        let services = [PatientService::NAME, AppointmentService::NAME];
        tracing::subscriber::set_global_default(subscriber(&services, Format::Json, Level::TRACE, Watch))
            .unwrap();
    });
}

struct Watch;

impl Write for Watch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        check(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Watch {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_line_with_the_mark_leaks() {
        assert!(super::leaks("{\"family\":\"CanaryMüller\"}"));
        assert!(!super::leaks("{\"route\":\"/api/patients/{id}\"}"));
    }
}
