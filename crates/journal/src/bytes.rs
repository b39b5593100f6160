//! Cutting fixed and counted pieces off the front of bytes that nobody vouches for.

/// The bytes end before the piece does.
pub(crate) struct Short;

/// Cuts the next `N` bytes off the front.
pub(crate) fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], Short> {
    let (found, left) = rest.split_first_chunk::<N>().ok_or(Short)?;
    *rest = left;
    Ok(*found)
}

/// Cuts off as many bytes as a number says, which may say anything.
pub(crate) fn take_counted<'a>(rest: &mut &'a [u8], count: u64) -> Result<&'a [u8], Short> {
    let (found, left) = usize::try_from(count)
        .ok()
        .and_then(|count| rest.split_at_checked(count))
        .ok_or(Short)?;
    *rest = left;
    Ok(found)
}
