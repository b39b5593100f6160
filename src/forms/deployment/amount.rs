//! CPU and memory that belong together: the memory of a Pod in GiB is always twice its CPU (RES-2, RES-3), so what
//! is typed into one of the two fills the other.

use leptos::prelude::*;
use planisphere_domain::quantity::Quantity;

use crate::ui::{Field, TextInput};

/// Bytes that go with one CPU.
const BYTES_PER_CORE: i128 = 2 << 30;
/// Thousandths of a byte in a gibibyte.
const MILLI_PER_GIB: i128 = 1_000 << 30;

/// CPU and memory; absent where nothing is set.
pub type Pair = (Option<Quantity>, Option<Quantity>);

/// One amount with what is said about it.
#[derive(Clone, Copy)]
pub struct Amount {
    /// Its label.
    pub label: &'static str,
    /// The amount now.
    pub value: Signal<Option<Quantity>>,
    /// Whether it differs from what is saved.
    pub changed: Signal<bool>,
    /// What was saved.
    pub was: Signal<Option<String>>,
    /// What is wrong with it.
    pub error: Signal<Option<String>>,
}

/// Both fields, one row each.
#[component]
pub fn CpuAndMemory(
    /// The CPU.
    cpu: Amount,
    /// What the CPU is for.
    hint: &'static str,
    /// The memory.
    memory: Amount,
    /// Called with both.
    #[prop(into)]
    on_set: Callback<Pair>,
    /// Why they cannot be changed.
    #[prop(into)]
    closed: Signal<Option<String>>,
) -> impl IntoView {
    let set_cpu = move |text: String| {
        let wanted = amount_of(&text);
        let follows = wanted.as_ref().and_then(memory_for);
        on_set.run((wanted, follows.or_else(|| memory.value.get_untracked())));
    };
    let set_memory = move |text: String| {
        let wanted = amount_of(&text);
        let follows = wanted.as_ref().and_then(cpu_for);
        on_set.run((follows.or_else(|| cpu.value.get_untracked()), wanted));
    };
    view! {
        <Field label=cpu.label hint=hint row=true changed=cpu.changed was=cpu.was error=cpu.error>
            <TextInput class="short" value=text_of(cpu.value) on_input=set_cpu disabled_reason=closed/>
            <span class="faint">"vCPU"</span>
        </Field>
        <Field
            label=memory.label
            hint="Always twice the CPU, in GiB"
            row=true
            changed=memory.changed
            was=memory.was
            error=memory.error
        >
            <TextInput class="short" value=text_of(memory.value) on_input=set_memory disabled_reason=closed/>
        </Field>
    }
    .into_any()
}

fn text_of(value: Signal<Option<Quantity>>) -> Signal<String> {
    Signal::derive(move || {
        value.with(|value| {
            let text = value.as_ref().map(|amount| amount.text().to_owned());
            text.unwrap_or_default()
        })
    })
}

fn amount_of(text: &str) -> Option<Quantity> {
    let text = text.trim();
    (!text.is_empty()).then(|| Quantity::new(text))
}

/// The memory that goes with a CPU; `None` when it is no amount.
#[must_use]
pub fn memory_for(cpu: &Quantity) -> Option<Quantity> {
    let bytes = cpu.milli()?.checked_mul(BYTES_PER_CORE)?;
    let milli_gib = bytes.checked_mul(1_000)? / MILLI_PER_GIB;
    Some(Quantity::new(format!("{}Gi", decimal(milli_gib))))
}

/// The CPU that goes with a memory; `None` when it is no amount with its unit.
fn cpu_for(memory: &Quantity) -> Option<Quantity> {
    let bytes = memory.milli().filter(|_| memory.has_binary_suffix())?;
    Some(Quantity::new(decimal(bytes / BYTES_PER_CORE)))
}

/// Thousandths as a decimal number.
fn decimal(milli: i128) -> String {
    let text = format!("{}.{:03}", milli / 1_000, milli % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn cpu_and_memory_follow_each_other() {
        for (cpu, memory) in [
            ("0.25", "0.5Gi"),
            ("1", "2Gi"),
            ("10", "20Gi"),
            ("6400", "12800Gi"),
        ] {
            let (cpu, memory) = (Quantity::new(cpu), Quantity::new(memory));
            assert_eq!(memory_for(&cpu).as_ref(), Some(&memory));
            assert_eq!(cpu_for(&memory).as_ref(), Some(&cpu));
        }
        assert_eq!(
            memory_for(&Quantity::new("500m")),
            Some(Quantity::new("1Gi"))
        );
        assert_eq!(memory_for(&Quantity::new("a lot")), None);
        assert_eq!(cpu_for(&Quantity::new("5")), None);
    }
}
