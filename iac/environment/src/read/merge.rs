//! Two files' tables as one.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Key<'i> = Spanned<Cow<'i, str>>;
type Value<'i> = Spanned<DeValue<'i>>;

/// Moves every span.
pub(crate) fn shift<'i>(table: DeTable<'i>, by: usize) -> DeTable<'i> {
    if by == 0 {
        return table;
    }
    let moved = |(key, value): (Key<'i>, Value<'i>)| {
        (Spanned::new(moved(&key.span(), by), key.into_inner()), shift_value(value, by))
    };
    table.into_iter().map(moved).collect()
}

fn moved(span: &Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}

fn shift_value(value: Value<'_>, by: usize) -> Value<'_> {
    let span = moved(&value.span(), by);
    let value = match value.into_inner() {
        DeValue::Table(table) => DeValue::Table(shift(table, by)),
        DeValue::Array(array) => {
            DeValue::Array(array.into_iter().map(|value| shift_value(value, by)).collect())
        }
        other => other,
    };
    Spanned::new(span, value)
}

/// One table over another: tables merge, everything else replaces.
pub(crate) fn merge<'i>(mut base: DeTable<'i>, over: DeTable<'i>) -> DeTable<'i> {
    for (key, value) in over {
        let below = base.remove(&key);
        let span = value.span();
        let value = match (below.map(Spanned::into_inner), value.into_inner()) {
            (Some(DeValue::Table(below)), DeValue::Table(over)) => DeValue::Table(merge(below, over)),
            (_, value) => value,
        };
        base.insert(key, Spanned::new(span, value));
    }
    base
}

/// `service_defaults` under each of `services`.
pub(crate) fn merge_defaults(root: &mut DeTable<'_>) {
    let Some(DeValue::Table(defaults)) = root.get("service_defaults").map(|value| value.get_ref().clone())
    else {
        return;
    };
    let Some(DeValue::Table(services)) = root.get_mut("services").map(Spanned::get_mut) else {
        return;
    };
    for (_, service) in services.iter_mut() {
        if let DeValue::Table(table) = service.get_mut() {
            *table = merge(defaults.clone(), std::mem::take(table));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DeTable, merge, merge_defaults, shift};
    use crate::read::{Tree, at};

    fn parse(text: &str) -> DeTable<'_> {
        DeTable::parse(text).unwrap().into_inner()
    }

    #[test]
    fn the_later_file_wins_and_tables_merge() {
        let base = parse("a = 1\nb = [1, 2]\n[service_defaults]\nport = 1\n[services.x]\npaths = 1\n");
        let over = shift(parse("b = [3]\n[services.x]\nport = 2\n[services.y]\n"), 1_000);
        let mut root = merge(base, over);
        merge_defaults(&mut root);
        let tree = Tree::new(root);
        let at = |path| tree.place(&path).unwrap().value.start;
        assert!(at(at!["a"]) < 1_000 && at(at!["b"]) >= 1_000 && tree.place(&at!["b", 1]).is_none());
        assert!(at(at!["services", "x", "paths"]) < 1_000 && at(at!["services", "x", "port"]) >= 1_000);
        assert_eq!(at(at!["services", "y", "port"]), at(at!["service_defaults", "port"]));
    }
}
