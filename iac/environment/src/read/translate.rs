//! From serde's words to ours.

use aws::limits::Refused;

use super::Path;

/// What serde says about a value, in the words of whoever wrote the file.
pub(crate) fn translate(message: &str, path: &Path) -> Refused {
    if let Some(rest) = message.strip_prefix("unknown field `") {
        return unknown(rest, path);
    }
    if let Some(rest) = message.strip_prefix("unknown variant `") {
        let (given, allowed) = rest.split_once("`, ").unwrap_or((rest, ""));
        let known = literals(allowed);
        return suggest(Refused::new(format!("`{given}` is not known")).allowed(list(&known)), given, &known);
    }
    if let Some(rest) = message.strip_prefix("invalid type: ")
        && let Some((found, expected)) = rest.split_once(", expected ")
    {
        return mistyped(found, expected, path);
    }
    Refused::read(message)
}

fn unknown(rest: &str, path: &Path) -> Refused {
    let (given, allowed) = rest.split_once("`, ").unwrap_or((rest, ""));
    let known = literals(allowed);
    let place = match path.0.len() {
        0 | 1 => "here".to_owned(),
        length => format!("in `{}`", Path(path.0[..length - 1].to_vec())),
    };
    let refused = Refused::new(format!("there is no key `{given}` {place}"));
    if known.is_empty() {
        return refused.hint("nothing can be set here; remove it");
    }
    suggest(refused.allowed(list(&known)), given, &known)
}

/// Adds the nearest of the known words, if one is near.
pub(crate) fn suggest<T: AsRef<str>>(refused: Refused, given: &str, known: &[T]) -> Refused {
    match nearest(given, known) {
        Some(near) => refused.hint(format!("did you mean `{near}`?")),
        None => refused,
    }
}

/// The nearest of the known words, if one is near.
fn nearest<'a, T: AsRef<str>>(given: &str, known: &'a [T]) -> Option<&'a str> {
    let scored = known.iter().map(|word| (strsim::jaro_winkler(given, word.as_ref()), word.as_ref()));
    scored.filter(|(score, _)| *score > 0.75).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, word)| word)
}

fn list<T: AsRef<str>>(words: &[T]) -> String {
    words.iter().map(|word| format!("`{}`", word.as_ref())).collect::<Vec<_>>().join(", ")
}

fn literals(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn mistyped(found: &str, expected: &str, path: &Path) -> Refused {
    // serde: `string "1"`, `integer `1``, `map`, `sequence`, `boolean `true``, `floating point `1.5``.
    let (kind, value) = match found.split_once(' ') {
        Some(("floating", rest)) => ("number", rest.strip_prefix("point ")),
        Some((kind, value)) => (kind, Some(value)),
        None => (found, None),
    };
    let kind = match kind {
        "map" => "a table",
        "sequence" => "an array",
        "integer" => "the whole number",
        "number" => "the number",
        "boolean" => "the boolean",
        "string" => "the text",
        other => other,
    };
    let value = value.map(|value| format!(" `{}`", value.trim_matches('`'))).unwrap_or_default();
    let wanted = match expected {
        "a string" => "text in quotes",
        "a boolean" => "`true` or `false`",
        "a sequence" if path.keys() == "waivers" => "an array of tables: `[[waivers]]`",
        "a sequence" => "an array, as in `[\"a\", \"b\"]`",
        "a map" => "a table",
        other if other.starts_with("struct ") => "a table",
        other => other,
    };
    let refused = Refused::new(format!("is {kind}{value}")).allowed(wanted);
    match (kind, wanted) {
        ("the text", "a whole number" | "`true` or `false`") => refused.hint("remove the quotes"),
        ("the whole number" | "the number" | "the boolean", "text in quotes") => {
            refused.hint("put it in quotes")
        }
        _ => refused,
    }
}
