//! The services under fault, as processes. Each test prints what it tried and what it counted, and fails when the
//! fault did not happen; no two run side by side.

#![expect(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod faults {
    mod database;
    mod dribble;
    mod full_disk;
    mod kill;
    mod patient_directory;
    mod races;
    mod stop;
    mod versions;
}
