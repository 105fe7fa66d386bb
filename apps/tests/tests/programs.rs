//! The programs as processes.
