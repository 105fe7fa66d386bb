//! One test for each rule: the smallest bad file, and the nearest good one.

mod compute;
mod database;
mod listener;
mod names;
mod network;
mod overrides;
mod production;
mod quota;
mod service;
mod variable;
mod waiver;
