//! Whether an address lies in a CIDR range (rules 111 and 113).
use std::net::IpAddr;

/// False for anything that is no address or no range, and across families.
pub fn within(address: &str, range: &str) -> bool {
    let Some((network, length)) = range.split_once('/') else {
        return false;
    };
    let (Ok(address), Ok(network), Ok(length)) =
        (address.parse(), network.parse(), length.parse::<u32>())
    else {
        return false;
    };
    match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => same(
            address.to_bits().into(),
            network.to_bits().into(),
            length,
            32,
        ),
        (IpAddr::V6(address), IpAddr::V6(network)) => {
            same(address.to_bits(), network.to_bits(), length, 128)
        }
        _ => false,
    }
}

/// Whether the first `length` of `width` bits are equal.
fn same(left: u128, right: u128, length: u32, width: u32) -> bool {
    (0..length.min(width)).all(|bit| {
        let shift = width - 1 - bit;
        (left >> shift) & 1 == (right >> shift) & 1
    })
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn ranges() {
        assert!(within("203.0.113.10", "203.0.113.0/24"));
        assert!(!within("203.0.112.10", "203.0.113.0/24"));
        assert!(within("8.8.8.8", "0.0.0.0/0"));
        assert!(within("192.0.2.1", "192.0.2.1/32"));
        assert!(!within("192.0.2.2", "192.0.2.1/32"));
        assert!(within("2001:db8::1", "2001:db8::/32"));
        assert!(!within("2001:db8::1", "0.0.0.0/0"));
        assert!(!within("nowhere", "0.0.0.0/0"));
    }
}
