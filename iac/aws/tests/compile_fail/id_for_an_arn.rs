//! An id is no ARN.

use aws::elb::{Action, TargetGroup};
use terraform::Handle;

fn case(group: Handle<TargetGroup>) -> Action {
    Action::Forward {
        target_group_arn: /* right: group.arn() */ group.id(), //~ E0308
    }
}
