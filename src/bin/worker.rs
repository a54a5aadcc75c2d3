//! The binary that computes: starts in a worker and answers the page.

fn main() {
    #[cfg(target_arch = "wasm32")]
    kindred::compute::worker::start();
}
