//! Tells the compiler whether the page's module is cut in two after it (`src/page/parts.rs`).

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=KINDRED_SPLIT");
    println!("cargo::rustc-check-cfg=cfg(split)");
    if std::env::var_os("KINDRED_SPLIT").is_some() {
        println!("cargo::rustc-cfg=split");
        // What cuts has to know which function needs which.
        println!("cargo::rustc-link-arg-bin=page=--emit-relocs");
    }
}
