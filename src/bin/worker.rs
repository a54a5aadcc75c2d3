//! The binary that computes: starts in a worker and answers the page.

fn main() {
    kindred::compute::worker::start();
}
