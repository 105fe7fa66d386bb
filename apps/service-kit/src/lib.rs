#![doc = include_str!("../README.md")]

#[cfg(target_env = "musl")]
mod allocator;
pub mod audit;
pub mod auth;
pub mod aws;
pub mod client;
pub mod config;
pub mod database;
pub mod http;
pub mod json;
pub mod openapi;
pub mod print;
pub mod problem;
pub mod record;
pub mod server;
pub mod service;
pub mod telemetry;
