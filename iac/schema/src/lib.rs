//! What the AWS provider accepts, compiled in, and whether a document conforms to it.
