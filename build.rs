//! Tells the compiler whether this build is to be split into parts that are loaded on demand, and if so keeps what the
//! splitter needs: the relocations. `cargo xtask build --release` asks for it; docs/decisions/0016 has the reasons.

fn main() {
    println!("cargo::rerun-if-env-changed=PLANISPHERE_SPLIT");
    println!("cargo::rustc-check-cfg=cfg(split)");
    if std::env::var_os("PLANISPHERE_SPLIT").is_some() {
        println!("cargo::rustc-cfg=split");
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
