//! A part of a text is not looked into.

use terraform::{Part, Text};

fn case(parts: Vec<Part>) -> usize {
    parts.iter().filter(|part| /* right: matches!(part, Part { .. }) */ matches!(part.0, _)).count() //~ E0616
}
