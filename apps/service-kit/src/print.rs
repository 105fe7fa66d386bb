//! The one room that prints.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the printing room")]

/// A result, on standard output.
pub fn result(text: &str) {
    println!("{text}");
}

/// A sentence for the person at the terminal, on standard error.
pub fn note(text: &str) {
    eprintln!("{text}");
}
