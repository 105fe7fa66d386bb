//! Whether what a policy names covers something, as far as the files say what either is.

use configuration::Block;

/// A piece of an ARN or a name, as the matcher sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Token<'c> {
    /// This character.
    Char(char),
    /// Any text. In a pattern only.
    Star,
    /// Any text without a colon. In a pattern only.
    Part,
    /// Any character.
    One,
    /// Text that the provider chooses for a resource: the id of a key. That of another resource is another.
    Of(&'c Block<'c>, &'c str),
    /// Text that is the same wherever it stands and not written down: `region`, `account`, `partition`.
    Own(&'static str),
    /// Nobody knows.
    Hole,
}

/// What is known of whether something is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cover {
    /// It is not, whatever the unknown parts are.
    No,
    /// It depends on what nobody knows.
    Maybe,
    /// It is.
    Yes,
}

/// Longer ones are no ARNs.
const LONGEST: usize = 4_096;

/// Whether `pattern` covers every text that `subject` stands for.
pub(crate) fn covers(pattern: &[Token<'_>], subject: &[Token<'_>]) -> Cover {
    if pattern.len() > LONGEST || subject.len() > LONGEST {
        return Cover::Maybe;
    }
    // What two texts begin and end with tells most of them apart, and leaves little of the others to be compared.
    let (mut pattern, mut subject) = (pattern, subject);
    while let ([one, pattern_rest @ ..], [other, subject_rest @ ..]) = (pattern, subject) {
        match pair(one, other) {
            Pair::Same => (pattern, subject) = (pattern_rest, subject_rest),
            Pair::Different => return Cover::No,
            Pair::Open => break,
        }
    }
    while let ([pattern_rest @ .., Token::Char(one)], [subject_rest @ .., Token::Char(other)]) =
        (pattern, subject)
    {
        if one != other {
            return Cover::No;
        }
        (pattern, subject) = (pattern_rest, subject_rest);
    }
    // From the ends: how the rest of the pattern covers the rest of the subject, for one place of the pattern after another.
    let mut below = vec![Cover::No; subject.len() + 1];
    below[subject.len()] = Cover::Yes;
    // What nobody knows may be nothing.
    for at in (0..subject.len()).rev().take_while(|at| matches!(subject[*at], Token::Hole)) {
        below[at] = Cover::Maybe;
    }
    for token in pattern.iter().rev() {
        let mut row = vec![Cover::No; subject.len() + 1];
        row[subject.len()] = match token {
            Token::Star | Token::Part => below[subject.len()],
            Token::Hole => below[subject.len()].min(Cover::Maybe),
            _ => Cover::No,
        };
        for at in (0..subject.len()).rev() {
            let (same, skip_token, skip_subject) = (below[at + 1], below[at], row[at + 1]);
            row[at] = step(token, &subject[at], same, skip_token, skip_subject);
        }
        below = row;
    }
    below[0]
}

/// What two tokens are to each other, whatever follows.
enum Pair {
    /// Each is behind us when the other is.
    Same,
    /// Neither is ever the other.
    Different,
    /// That depends on what follows.
    Open,
}

fn pair(token: &Token<'_>, subject: &Token<'_>) -> Pair {
    match (token, subject) {
        (Token::Char(one), Token::Char(other)) if one == other => Pair::Same,
        (Token::Char(_), Token::Char(_)) => Pair::Different,
        (Token::One, Token::Char(_)) => Pair::Same,
        (Token::Own(one), Token::Own(other)) if one == other => Pair::Same,
        (Token::Of(one, name), Token::Of(other, other_name)) if name == other_name => {
            if one == other {
                Pair::Same
            } else if differ(one, other) {
                Pair::Different
            } else {
                Pair::Open
            }
        }
        _ => Pair::Open,
    }
}

/// One step: `same` if both are left behind, `skip_token` if the pattern's is, `skip_subject` if the subject's is.
fn step(
    token: &Token<'_>,
    subject: &Token<'_>,
    same: Cover,
    skip_token: Cover,
    skip_subject: Cover,
) -> Cover {
    let maybe = |cover: Cover| cover.min(Cover::Maybe);
    match (token, subject) {
        (Token::Part, Token::Char(':')) => skip_token,
        (Token::Star | Token::Part, _) => skip_token.max(skip_subject),
        (Token::Hole, _) | (_, Token::Hole) => maybe(same.max(skip_token).max(skip_subject)),
        (Token::Char(one), Token::Char(other)) => {
            if one == other {
                same
            } else {
                Cover::No
            }
        }
        (Token::One, Token::Char(_) | Token::One | Token::Star | Token::Part) => same,
        (Token::Of(one, name), Token::Of(other, other_name)) if one == other && name == other_name => same,
        (Token::Of(one, name), Token::Of(other, other_name)) if name == other_name && differ(one, other) => {
            Cover::No
        }
        (Token::Own(one), Token::Own(other)) if one == other => same,
        // Text of some length that nobody knows, against something that may be a part of it.
        (Token::Of(..) | Token::Own(_), Token::Of(..) | Token::Own(_)) => {
            maybe(same.max(skip_token).max(skip_subject))
        }
        (unknown @ (Token::Of(..) | Token::Own(_)), part) if may_have(unknown, part) => {
            maybe(same.max(skip_subject))
        }
        (part, unknown @ (Token::Of(..) | Token::Own(_))) if may_have(unknown, part) => {
            maybe(same.max(skip_token))
        }
        (Token::Of(..) | Token::Own(_), _) | (_, Token::Of(..) | Token::Own(_)) => Cover::No,
        (Token::Char(_), Token::One | Token::Star | Token::Part) => maybe(same),
    }
}

/// Whether text that nobody knows may have this in it: what separates the parts of an ARN is in no region, account or name.
fn may_have(unknown: &Token<'_>, part: &Token<'_>) -> bool {
    let Token::Char(character) = part else { return true };
    match unknown {
        Token::Own(_) => !matches!(character, ':' | '/'),
        Token::Of(_, attribute) => {
            *character != ':' || attribute.contains("arn") || attribute.contains("url")
        }
        _ => true,
    }
}

/// Whether two blocks are two resources of one type, each made once: what AWS calls one is not what it calls the other.
fn differ(one: &Block<'_>, other: &Block<'_>) -> bool {
    one != other && one.kind == other.kind && one.is_single() && other.is_single()
}

/// The tokens of text in which `*` and `?` are wildcards.
pub(crate) fn pattern<'c>(text: &str) -> Vec<Token<'c>> {
    let token = |character| match character {
        '*' => Token::Star,
        '?' => Token::One,
        character => Token::Char(character),
    };
    text.chars().map(token).collect()
}

/// Keeps the wildcards in the first parts of an ARN within those parts, as IAM does; an ARN that is cut short goes on.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards>
pub(crate) fn by_part(mut tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    const PARTS: usize = 5;
    let is_arn =
        tokens.iter().zip("arn:".chars()).all(|(token, c)| matches!(token, Token::Char(one) if *one == c));
    let mut colons = tokens.iter().enumerate().filter(|(_, token)| matches!(token, Token::Char(':')));
    if let Some((end, _)) = colons.nth(PARTS - 1).filter(|_| is_arn) {
        for token in tokens[..end].iter_mut().filter(|token| matches!(token, Token::Star)) {
            *token = Token::Part;
        }
    }
    tokens
}

/// The text that tokens are, if they are nothing else.
pub(crate) fn plain(tokens: &[Token<'_>]) -> Option<String> {
    let letter = |token: &Token<'_>| if let Token::Char(letter) = token { Some(*letter) } else { None };
    if tokens.len() > LONGEST { None } else { tokens.iter().map(letter).collect() }
}

/// The tokens of text that stands for itself.
pub(crate) fn literal<'c>(text: &str) -> Vec<Token<'c>> {
    text.chars().map(Token::Char).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cover, Token, by_part, covers, literal, pattern};

    #[test]
    fn literal_text_is_covered_or_not() {
        for (one, other, expected) in [
            ("arn:aws:s3:::a/*", "arn:aws:s3:::a/b/c", Cover::Yes),
            ("arn:aws:s3:::a/*", "arn:aws:s3:::a", Cover::No),
            ("*", "anything", Cover::Yes),
            ("", "", Cover::Yes),
            ("a-??????", "a-x1y2z3", Cover::Yes),
            ("a-??????", "a-x1y2z", Cover::No),
            ("*b", "aab", Cover::Yes),
            ("*b", "aabc", Cover::No),
        ] {
            assert_eq!(covers(&pattern(one), &literal(other)), expected, "{one} {other}");
        }
    }

    #[test]
    fn what_is_not_written_down_is_the_same_as_itself_and_perhaps_as_something_else() {
        let around = |inner: Token<'static>| [literal("arn:"), vec![inner], literal(":x")].concat();
        let account = around(Token::Own("account"));
        assert_eq!(covers(&account, &account), Cover::Yes);
        assert_eq!(covers(&literal("arn:123:x"), &account), Cover::Maybe);
        assert_eq!(covers(&pattern("arn:*:x"), &account), Cover::Yes);
        assert_eq!(covers(&literal("arn:123:y"), &account), Cover::No);
        let hole = around(Token::Hole);
        assert_eq!(covers(&hole, &hole), Cover::Maybe);
        assert_eq!(covers(&pattern("arn:*"), &hole), Cover::Yes);
        assert_eq!(covers(&pattern("b*"), &hole), Cover::No);
        assert_eq!(covers(&literal("a"), &[Token::Char('a'), Token::Hole]), Cover::Maybe);
        assert_eq!(covers(&pattern("arn:?:x"), &around(Token::One)), Cover::Yes);
        assert_eq!(covers(&literal("arn:1:x"), &around(Token::One)), Cover::Maybe);
    }

    #[test]
    fn wildcards_stay_within_the_parts_of_an_arn() {
        let arn = |text: &str| by_part(pattern(text));
        let subject = [literal("arn:aws:s3:::a/"), vec![Token::Hole]].concat();
        assert_eq!(covers(&arn("arn:*:s3:::a/*"), &subject), Cover::Yes);
        assert_eq!(covers(&arn("arn:*:s3:::b/*"), &subject), Cover::No);
        assert_eq!(covers(&arn("arn:*"), &subject), Cover::Yes);
        assert_eq!(
            covers(&arn("arn:aws:logs:*:*:*:*"), &literal("arn:aws:logs:r:a:log-group:g:x:y")),
            Cover::Yes
        );
    }

    #[test]
    fn long_text_ends() {
        assert_eq!(covers(&pattern(&"*a".repeat(1_000)), &literal(&"a".repeat(2_000))), Cover::Yes);
        assert_eq!(covers(&pattern(&"*a".repeat(4_000)), &literal("b")), Cover::Maybe);
    }
}
