//! Whether a resource has an ARN is said beside the resource, and nowhere else.

use terraform::HasArn;

struct Own;

impl HasArn for /* right: Own {} */ aws::ec2::Route {} //~ E0117
