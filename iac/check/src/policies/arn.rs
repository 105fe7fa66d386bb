//! What the ARN of a resource looks like, as far as the files say it.
//! <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>

use configuration::{Block, Configuration, Kind, Mode, Node, Piece, Read, Symbol, Target};

use super::cover::{Token, by_part, literal, pattern};

/// How often a name is followed to the name of something else.
const FARTHEST: usize = 4;

/// Where resources are, if the provider's configuration says so.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    pub(crate) region: Option<String>,
    pub(crate) account: Option<String>,
    /// The region, the account and the partition, as the matcher sees them.
    own: [Vec<Token<'static>>; 3],
}

impl Home {
    pub(crate) fn of(configuration: &Configuration<'_>) -> Self {
        let mut providers =
            configuration.others("provider").filter(|provider| provider.block().name == "aws");
        let (Some(provider), None) = (providers.next(), providers.next()) else {
            return Self::at(None, None);
        };
        let mut accounts = provider.get("allowed_account_ids").elements();
        let account = match (accounts.next(), accounts.next()) {
            (Some(only), None) => only.text().known(),
            _ => None,
        };
        let region = provider.get("region").text().known();
        Self::at(region.as_deref(), account.as_deref())
    }

    fn at(region: Option<&str>, account: Option<&str>) -> Self {
        let own = [("region", region), ("account", account), ("partition", region.map(partition))];
        let own = own.map(|(what, known)| known.map_or_else(|| vec![Token::Own(what)], literal));
        Self { region: region.map(str::to_owned), account: account.map(str::to_owned), own }
    }
}

/// The ARNs of a type: the attributes that hold one, its shape, and the argument that is its name.
///
/// In a shape, `P`, `R` and `A` are the partition, the region and the account, `N` is the name, and `I` is what AWS chooses.
type Shape = (&'static str, &'static [&'static str], &'static str, &'static str);

const SHAPES: &[Shape] = &[
    ("aws_backup_vault", &["arn"], "arn:P:backup:R:A:backup-vault:N", "name"),
    ("aws_cloudwatch_log_group", &["arn"], "arn:P:logs:R:A:log-group:N", "name"),
    ("aws_cloudwatch_metric_alarm", &["arn"], "arn:P:cloudwatch:R:A:alarm:N", "alarm_name"),
    ("aws_dynamodb_table", &["arn"], "arn:P:dynamodb:R:A:table/N", "name"),
    ("aws_ecr_repository", &["arn"], "arn:P:ecr:R:A:repository/N", "name"),
    ("aws_ecr_repository", &["repository_url"], "A.dkr.ecr.R.amazonaws.com/N", "name"),
    ("aws_ecs_cluster", &["arn", "id"], "arn:P:ecs:R:A:cluster/N", "name"),
    ("aws_iam_policy", &["arn", "id"], "arn:P:iam::A:policy/N", "name"),
    ("aws_iam_role", &["arn"], "arn:P:iam::A:role/N", "name"),
    ("aws_kms_alias", &["arn"], "arn:P:kms:R:A:N", "name"),
    ("aws_kms_key", &["arn"], "arn:P:kms:R:A:key/I", ""),
    ("aws_lambda_function", &["arn"], "arn:P:lambda:R:A:function:N", "function_name"),
    ("aws_s3_bucket", &["arn"], "arn:P:s3:::N", "bucket"),
    ("aws_secretsmanager_secret", &["arn", "id"], "arn:P:secretsmanager:R:A:secret:N-I", "name"),
    ("aws_sns_topic", &["arn", "id"], "arn:P:sns:R:A:N", "name"),
    ("aws_sqs_queue", &["arn"], "arn:P:sqs:R:A:N", "name"),
    ("aws_ssm_parameter", &["arn"], "arn:P:ssm:R:A:parameter/N", "name"),
];

/// Attributes that are a resource's name, or what AWS chose for it.
const NAMES: &[(&str, &[&str], &str)] = &[
    ("aws_backup_vault", &["name", "id"], "name"),
    ("aws_ecr_repository", &["name", "id"], "name"),
    ("aws_ecs_cluster", &["name"], "name"),
    ("aws_iam_role", &["name", "id"], "name"),
    ("aws_kms_key", &["id", "key_id"], ""),
    ("aws_s3_bucket", &["id", "bucket"], "bucket"),
    ("aws_cloudwatch_log_group", &["name", "id"], "name"),
    ("aws_ssm_parameter", &["name", "id"], "name"),
];

/// Reads text as the matcher sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'h> {
    pub(crate) home: &'h Home,
}

impl Reader<'_> {
    /// Whether an ARN of IAM, or the number of an account, is another account's.
    pub(crate) fn is_elsewhere(self, arn: &str) -> bool {
        let of = arn.split(':').nth(4).unwrap_or(arn);
        let is_number = of.len() == 12 && of.bytes().all(|byte| byte.is_ascii_digit());
        is_number && self.home.account.as_deref().is_some_and(|own| own != of)
    }

    /// A pattern, in which `*` and `?` are wildcards.
    pub(crate) fn pattern<'c>(self, node: Node<'c>, symbol: &Symbol<'c>) -> Vec<Token<'c>> {
        by_part(self.read(node.configuration(), symbol, true, FARTHEST))
    }

    /// Text that stands for itself.
    pub(crate) fn text<'c>(self, node: Node<'c>, symbol: &Symbol<'c>) -> Vec<Token<'c>> {
        self.read(node.configuration(), symbol, false, FARTHEST)
    }

    /// The ARN of a resource.
    pub(crate) fn arn_of<'c>(self, all: &'c Configuration<'c>, block: &'c Block<'c>) -> Vec<Token<'c>> {
        self.attribute(all, Target { block, attribute: "arn" }, FARTHEST)
    }

    fn read<'c>(
        self,
        all: &'c Configuration<'c>,
        symbol: &Symbol<'c>,
        wild: bool,
        far: usize,
    ) -> Vec<Token<'c>> {
        let mut tokens = Vec::new();
        for piece in &symbol.0 {
            match piece {
                Piece::Literal(text) if wild => tokens.extend(pattern(text)),
                Piece::Literal(text) => tokens.extend(literal(text)),
                Piece::Attribute(target) => tokens.extend(self.attribute(all, *target, far)),
                Piece::Unknown => tokens.push(Token::Hole),
            }
        }
        tokens
    }

    fn attribute<'c>(self, all: &'c Configuration<'c>, target: Target<'c>, far: usize) -> Vec<Token<'c>> {
        let Target { block, attribute } = target;
        let ty = match block.kind {
            Kind::Resource(Mode::Resource, ty) => ty,
            Kind::Resource(Mode::Data, ty) => return self.data(ty, target),
            Kind::Other(_) => return vec![Token::Hole],
        };
        let Some(far) = far.checked_sub(1) else { return vec![Token::Hole] };
        let has = |attributes: &[&str]| attributes.contains(&attribute);
        if let Some((_, _, shape, name)) =
            SHAPES.iter().find(|(of, attributes, ..)| *of == ty && has(attributes))
        {
            return self.shape(all, block, shape, name, far);
        }
        if let Some((_, _, name)) = NAMES.iter().find(|(of, attributes, _)| *of == ty && has(attributes)) {
            return self.name(all, block, name, far);
        }
        vec![Token::Of(block, attribute)]
    }

    fn shape<'c>(
        self,
        all: &'c Configuration<'c>,
        block: &'c Block<'c>,
        shape: &str,
        name: &'static str,
        far: usize,
    ) -> Vec<Token<'c>> {
        let body = all.node(block);
        // Another provider's configuration has another region, or another account.
        let elsewhere = body.get("provider").is_present() || body.get("region").is_present();
        let mut tokens = Vec::new();
        for character in shape.chars() {
            match character {
                'P' => tokens.extend(self.own("partition")),
                'R' | 'A' if elsewhere => tokens.push(Token::Hole),
                'R' => tokens.extend(self.own("region")),
                'A' => tokens.extend(self.own("account")),
                'I' => tokens.push(Token::Of(block, "id")),
                'N' => {
                    if let Some(path) = body.get("path").text().known() {
                        tokens.extend(literal(path.strip_prefix('/').unwrap_or(&path)));
                    } else if body.get("path").is_present() {
                        tokens.push(Token::Hole);
                    }
                    let name = self.name(all, block, name, far);
                    // A parameter's name begins with the slash that its ARN has once.
                    let twice = matches!(tokens.last(), Some(Token::Char('/')))
                        && matches!(name.first(), Some(Token::Char('/')));
                    tokens.extend(&name[usize::from(twice)..]);
                }
                character => tokens.push(Token::Char(character)),
            }
        }
        tokens
    }

    /// The resource's name, or a mark for what it will be.
    fn name<'c>(
        self,
        all: &'c Configuration<'c>,
        block: &'c Block<'c>,
        argument: &'static str,
        far: usize,
    ) -> Vec<Token<'c>> {
        if argument.is_empty() {
            return vec![Token::Of(block, "id")];
        }
        match all.node(block).get(argument).symbol() {
            Read::Known(symbol) if !symbol.is_unknown() || block.is_single() => {
                self.read(all, &symbol, false, far)
            }
            Read::Absent => vec![Token::Of(block, argument)],
            Read::Known(_) | Read::Unknown => vec![Token::Hole],
        }
    }

    fn data<'c>(self, ty: &str, target: Target<'c>) -> Vec<Token<'c>> {
        match (ty, target.attribute) {
            ("aws_caller_identity", "account_id" | "id") => self.own("account"),
            ("aws_region", "name" | "id" | "region") => self.own("region"),
            ("aws_partition", "partition" | "id") => self.own("partition"),
            _ => vec![Token::Of(target.block, target.attribute)],
        }
    }

    /// What is the same for every resource of the provider's configuration.
    pub(crate) fn own<'c>(self, what: &'static str) -> Vec<Token<'c>> {
        let [region, account, partition] = &self.home.own;
        match what {
            "region" => region.clone(),
            "account" => account.clone(),
            _ => partition.clone(),
        }
    }
}

/// The part of AWS's world that a region is in.
pub(crate) fn partition(region: &str) -> &'static str {
    if region.starts_with("cn-") {
        "aws-cn"
    } else if region.starts_with("us-gov-") {
        "aws-us-gov"
    } else {
        "aws"
    }
}

/// Tokens as people read them.
pub(crate) fn display(tokens: &[Token<'_>]) -> String {
    let read = |token: &Token<'_>| match token {
        Token::Char(character) => character.to_string(),
        Token::Star | Token::Part => "*".to_owned(),
        Token::One => "?".to_owned(),
        Token::Of(block, attribute) => format!("${{{}.{attribute}}}", block.address()),
        Token::Own(what) => format!("<{what}>"),
        Token::Hole => "…".to_owned(),
    };
    tokens.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use configuration::{Configuration, Documents, Read, Source};
    use serde_json::json;

    use super::super::cover::{Cover, covers};
    use super::{Home, Reader, display};

    /// How the text of `locals.pattern` covers that of `locals.subject`, and both as they are read.
    fn read(
        resources: &serde_json::Value,
        provider: bool,
        pattern: &str,
        subject: &str,
    ) -> (Cover, String, String) {
        let provider = if provider {
            json!({"aws": {"region": "us-east-1", "allowed_account_ids": ["123456789012"]}})
        } else {
            json!({})
        };
        let document = json!({
            "provider": provider, "resource": resources, "locals": {"pattern": pattern, "subject": subject},
            "data": {"aws_caller_identity": {"me": {}}, "aws_region": {"here": {}}},
        });
        let sources = [Source { name: "main.tf.json".to_owned(), text: document.to_string() }];
        let documents = Documents::parse(&sources).unwrap();
        let all = Configuration::of(&documents);
        let home = Home::of(&all);
        let reader = Reader { home: &home };
        let of = |name: &str, wild: bool| {
            let node = all.local(name).unwrap();
            let Read::Known(symbol) = node.symbol() else { panic!() };
            if wild { reader.pattern(node, &symbol) } else { reader.text(node, &symbol) }
        };
        let (pattern, subject) = (of("pattern", true), of("subject", false));
        (covers(&pattern, &subject), display(&pattern), display(&subject))
    }

    #[test]
    fn references_and_literal_arns_meet() {
        let all = json!({
            "aws_cloudwatch_log_group": {"a": {"name": "/app/a"}, "b": {"name": "/app/b"}},
            "aws_kms_key": {"a": {}, "b": {}},
            "aws_s3_bucket": {"a": {}, "b": {}},
            "aws_ssm_parameter": {"a": {"name": "/x/y"}},
        });
        let a = "${aws_cloudwatch_log_group.a.arn}";
        for (provider, pattern, subject, expected) in [
            (
                true,
                "${aws_cloudwatch_log_group.a.arn}:log-stream:*",
                &*format!("{a}:log-stream:s"),
                Cover::Yes,
            ),
            (false, "${aws_cloudwatch_log_group.a.arn}:*", &format!("{a}:log-stream:s"), Cover::Yes),
            (true, "${aws_cloudwatch_log_group.b.arn}:*", &format!("{a}:log-stream:s"), Cover::No),
            (false, "${aws_cloudwatch_log_group.b.arn}:*", &format!("{a}:log-stream:s"), Cover::No),
            (true, "arn:aws:logs:us-east-1:123456789012:log-group:/app/*", a, Cover::Yes),
            (true, "arn:aws:logs:us-east-1:210987654321:log-group:/app/*", a, Cover::No),
            (false, "arn:aws:logs:us-east-1:123456789012:log-group:/app/*", a, Cover::Maybe),
            (false, "arn:aws:logs:*:*:log-group:/app/*", a, Cover::Maybe),
            (false, "arn:*:logs:*:*:log-group:/app/*", a, Cover::Yes),
            (false, "arn:*:logs:*:*:log-group:/other/*", a, Cover::No),
            (
                true,
                "arn:aws:logs:${data.aws_region.here.name}:${data.aws_caller_identity.me.account_id}:log-group:/app/a",
                a,
                Cover::Yes,
            ),
            (
                false,
                "arn:*:logs:${data.aws_region.here.name}:${data.aws_caller_identity.me.account_id}:log-group:/app/a",
                a,
                Cover::Yes,
            ),
            (true, "${aws_kms_key.a.arn}", "${aws_kms_key.a.arn}", Cover::Yes),
            (true, "${aws_kms_key.a.arn}", "${aws_kms_key.b.arn}", Cover::No),
            (true, "arn:aws:kms:us-east-1:123456789012:key/*", "${aws_kms_key.b.arn}", Cover::Yes),
            (true, "arn:aws:kms:us-east-1:123456789012:key/1-2-3", "${aws_kms_key.b.arn}", Cover::Maybe),
            (true, "${aws_s3_bucket.a.arn}/*", "${aws_s3_bucket.a.arn}/x", Cover::Yes),
            (true, "arn:aws:s3:::${aws_s3_bucket.a.id}/*", "${aws_s3_bucket.a.arn}/x", Cover::Yes),
            (true, "${aws_s3_bucket.b.arn}/*", "${aws_s3_bucket.a.arn}/x", Cover::No),
            (
                true,
                "arn:aws:ssm:us-east-1:123456789012:parameter/x/y",
                "${aws_ssm_parameter.a.arn}",
                Cover::Yes,
            ),
            (
                true,
                "arn:aws:ssm:us-east-1:123456789012:parameter/x/z",
                "${aws_ssm_parameter.a.arn}",
                Cover::No,
            ),
            (true, "${var.any}", a, Cover::Maybe),
        ] {
            let (cover, pattern, subject) = read(&all, provider, pattern, subject);
            assert_eq!(cover, expected, "{provider} {pattern} {subject}");
        }
    }
}
