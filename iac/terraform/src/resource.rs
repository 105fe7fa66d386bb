//! What a provider's resources have in common.

use serde::Serialize;

/// A kind of resource: its fields are its arguments, in the provider's words.
///
/// A field that is `None` is left out. A nested block is a struct, a repeated one a `Vec` of them.
pub trait Resource: Serialize {
    /// The provider's name of the type, such as `aws_vpc`.
    const TYPE: &'static str;
}

/// A look-up of something that exists outside the stack.
pub trait DataSource: Serialize {
    /// The provider's name of the data source, such as `aws_route53_zone`.
    const TYPE: &'static str;
    /// The kind of resource that is found.
    type Of;
}

/// A kind of resource that has an attribute `arn`.
pub trait HasArn {}

/// A value that others may read from the state.
#[derive(Serialize)]
pub struct Output<V> {
    /// What it is, for the one who reads `terraform output`.
    pub description: &'static str,
    /// The value.
    pub value: V,
}
