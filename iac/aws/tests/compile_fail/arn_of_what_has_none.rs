//! A route table's association has no ARN.

use aws::ec2::{RouteTable, RouteTableAssociation};
use terraform::{Handle, Text};

fn case(table: Handle<RouteTable>, association: Handle<RouteTableAssociation>) -> Text {
    Text::from(/* right: table.arn() */ association.arn()) //~ E0277
}
