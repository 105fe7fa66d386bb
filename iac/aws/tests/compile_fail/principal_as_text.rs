//! Who is meant by a policy is said as what they are.

use aws::iam::{Principal, Statement};

fn case(statement: Statement) -> Statement {
    statement.to(/* right: Principal::Everybody */ "*") //~ E0308
}
