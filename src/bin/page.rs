//! The binary that shows.

fn main() {
    kindred::page::start();
}
