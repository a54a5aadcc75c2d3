//! The built page in a real browser. One program holds all of these tests: each has to be linked, and while the last test of
//! one program runs, the other core would wait.

mod accessibility;
mod harness;
mod hosted;
mod languages;
mod leaks;
mod links;
mod narrow;
mod networks;
mod offline;
mod opened;
mod page;
mod parts;
mod starting;
mod tables;
mod using;
mod view;
mod workers;
