//! Entry point of the browser bundle.
fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(planisphere::app::App);
}
