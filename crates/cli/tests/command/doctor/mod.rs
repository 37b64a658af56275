//! `kwic doctor` over small sites, each with one fault. `cargo xtask engine` makes the engine that they need.
mod folders;
mod hosts;
mod nginx;
mod server;
mod site;
