//! What we run: an environment composed into a stack of AWS resources.
