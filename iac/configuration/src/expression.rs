//! Expressions, as far as they say what they refer to.
//! <https://developer.hashicorp.com/terraform/language/expressions/references>
//!
//! Nothing is computed here. An expression is either one reference, which can be followed, or something that only Terraform
//! can evaluate, of which the references in it are still known. One pass, no recursion.

mod scan;

use crate::block::Mode;

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression<'a> {
    /// A reference and nothing else, but for functions that return what they are given.
    Reference(Traversal<'a>),
    /// Anything else, with the references in it.
    Other(Vec<Traversal<'a>>),
}

/// A reference: what it begins with, and the way from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traversal<'a> {
    /// What it begins with.
    pub root: Root<'a>,
    /// The first attribute after that; empty where the whole is meant.
    pub attribute: &'a str,
    /// Whether that is all there is: no index, no attribute of an attribute.
    pub plain: bool,
}

/// What a reference begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Root<'a> {
    /// A resource or data source: its type and name.
    Resource(Mode, &'a str, &'a str),
    /// `local.name`
    Local(&'a str),
    /// `var.name`
    Variable(&'a str),
    /// `module.name`
    Module(&'a str),
    /// `each`, `count`, `path`, `terraform`, `self`: what no file declares.
    Builtin(&'a str),
}

/// Functions that return what they are given, as far as anybody here cares.
const TRANSPARENT: [&str; 3] = ["nonsensitive", "sensitive", "tostring"];

impl<'a> Expression<'a> {
    /// Reads what stands between `${` and `}`.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        Self::within(text, &[])
    }

    /// As [`Expression::of`], where these names are bound: they begin no reference.
    pub(crate) fn within(text: &'a str, bound: &[&'a str]) -> Self {
        let mut whole = text.trim();
        while let Some(inner) = unwrap(whole) {
            whole = inner;
        }
        if let Some(traversal) = simple(whole, bound) {
            return Self::Reference(traversal);
        }
        let (alone, mut found) = scan::scan(whole, bound);
        match (alone, found.len()) {
            (true, 1) => Self::Reference(found.remove(0)),
            _ => Self::Other(found),
        }
    }

    /// The references in it.
    #[must_use]
    pub fn traversals(&self) -> &[Traversal<'a>] {
        match self {
            Self::Reference(traversal) => std::slice::from_ref(traversal),
            Self::Other(traversals) => traversals,
        }
    }
}

/// What a transparent function is given, if the text is a call of one.
fn unwrap(text: &str) -> Option<&str> {
    let call = text.strip_suffix(')')?;
    let (function, argument) = call.split_once('(')?;
    let transparent = TRANSPARENT.contains(&function.trim());
    (transparent && !argument.contains(['(', ')', ','])).then(|| argument.trim())
}

/// The reference that most expressions are: names, with dots between them.
fn simple<'a>(text: &'a str, bound: &[&'a str]) -> Option<Traversal<'a>> {
    const MOST: usize = 6;
    let bytes = text.as_bytes();
    if bytes.first().is_none_or(u8::is_ascii_digit) || !bytes.iter().all(|byte| NAMES[usize::from(*byte)]) {
        return None;
    }
    let mut names = [""; MOST];
    let mut count = 0;
    for name in text.split('.') {
        *names.get_mut(count).filter(|_| !name.is_empty())? = name;
        count += 1;
    }
    if names[0] == "for" || bound.contains(&names[0]) {
        return None;
    }
    let (root, rest) = root(&names[..count])?;
    let attribute = rest.first().copied().unwrap_or_default();
    Some(Traversal { root, attribute, plain: rest.len() < 2 })
}

/// What names begin with, and those after it.
fn root<'n, 'a>(names: &'n [&'a str]) -> Option<(Root<'a>, &'n [&'a str])> {
    Some(match names {
        ["data", ty, name, rest @ ..] => (Root::Resource(Mode::Data, ty, name), rest),
        ["local", name, rest @ ..] => (Root::Local(name), rest),
        ["var", name, rest @ ..] => (Root::Variable(name), rest),
        ["module", name, rest @ ..] => (Root::Module(name), rest),
        [builtin @ ("each" | "count" | "path" | "terraform" | "self"), rest @ ..] => {
            (Root::Builtin(builtin), rest)
        }
        // Every type begins with its provider's name and a line.
        [ty, name, rest @ ..] if ty.contains('_') => (Root::Resource(Mode::Resource, ty, name), rest),
        _ => return None,
    })
}

/// What names, and the dots between them, consist of.
static NAMES: [bool; 256] = {
    let mut names = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "there are 256")]
        let is_name = byte == b'.' as usize || is_word(byte as u8);
        names[byte] = is_name;
        byte += 1;
    }
    names
};

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::{Expression, Root};
    use crate::block::Mode;

    /// The references in an expression as text; one alone is marked with `=`.
    fn read(text: &str) -> String {
        let expression = Expression::of(text);
        let names = expression.traversals().iter().map(|traversal| {
            let root = match traversal.root {
                Root::Resource(Mode::Resource, ty, name) => format!("{ty}.{name}"),
                Root::Resource(Mode::Data, ty, name) => format!("data.{ty}.{name}"),
                Root::Local(name) => format!("local.{name}"),
                Root::Variable(name) => format!("var.{name}"),
                Root::Module(name) => format!("module.{name}"),
                Root::Builtin(name) => name.to_owned(),
            };
            format!("{root}:{}{}", traversal.attribute, if traversal.plain { "" } else { "…" })
        });
        let names = names.collect::<Vec<_>>().join(" ");
        if matches!(expression, Expression::Reference(_)) { format!("= {names}") } else { names }
    }

    #[test]
    fn one_reference_can_be_followed() {
        for (text, expected) in [
            ("aws_vpc.main.id", "= aws_vpc.main:id"),
            (" aws_lb.a-b.arn ", "= aws_lb.a-b:arn"),
            ("aws_vpc.main", "= aws_vpc.main:"),
            ("data.aws_region.now.name", "= data.aws_region.now:name"),
            ("aws_subnet.private[0].id", "= aws_subnet.private:id"),
            ("aws_subnet.private[\"a.b\"].id", "= aws_subnet.private:id"),
            ("aws_subnet.private[*].id", "= aws_subnet.private:id"),
            ("aws_subnet.private.*.id", "= aws_subnet.private:id"),
            ("aws_db_instance.x.master_user_secret[0].secret_arn", "= aws_db_instance.x:master_user_secret…"),
            ("nonsensitive(aws_ssm_parameter.image.value)", "= aws_ssm_parameter.image:value"),
            ("local.port", "= local.port:"),
            ("var.x.y", "= var.x:y"),
            ("module.vpc.vpc_id", "= module.vpc:vpc_id"),
            ("each.value.name", "= each:value…"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn references_are_found_in_anything_else() {
        for (text, expected) in [
            ("", ""),
            ("\"aws_vpc.main.id\"", ""),
            ("1.5 + 2", ""),
            ("tolist(aws_acm_certificate.main.options)[0].name", "aws_acm_certificate.main:options"),
            ("aws_subnet.a[count.index].id", "count:index aws_subnet.a:id"),
            ("\"${aws_vpc.main.id}/a_b.c.d\" + aws_e_f.g.h", "aws_vpc.main:id aws_e_f.g:h"),
            ("\"a_b.c.d $${a_b.c} ${{x = aws_i_j.k}}\"", "aws_i_j.k:"),
            ("var.a ? aws_vpc.b.id : null", "var.a: aws_vpc.b:id"),
            ("[for s in aws_subnet.x : s.id]", "aws_subnet.x:"),
            ("{for k, v_a in local.m : k => v_a.id}", "local.m:"),
            ("jsonencode({ aws_thing = aws_vpc.b.arn, c = 1 })", "aws_vpc.b:arn"),
            ("merge(local.a, { b_c = var.d })", "local.a: var.d:"),
            ("aws_vpc.a.id == aws_vpc.b.id", "aws_vpc.a:id aws_vpc.b:id"),
            ("nonsensitive(f(aws_x_y.a.b))", "aws_x_y.a:b"),
            ("f(\"\\\"aws_a.b\\\"\", aws_c_d.e)", "aws_c_d.e:"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn nonsense_ends() {
        for text in
            ["aws_vpc.", "aws_vpc.[", "[[[[", "\"", "\\", "a_b.c[", "for", "for x", "a_b..c", "${", "}"]
        {
            let _ = Expression::of(text);
        }
        let _ = Expression::of(&"for a in b: a ".repeat(60_000));
        let long = "aws_a.b[aws_c.d[0]]".repeat(20_000);
        assert!(Expression::of(&long).traversals().len() > 10_000);
    }
}
