//! As much of HTTP/1.1 as a browser on the same machine needs: GET and HEAD, one request after the other.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A request without its headers, which no answer depends on.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD` or something that is refused.
    pub method: String,
    /// The path without the query, percent-decoded.
    pub path: String,
}

/// An answer; the length is added when it is sent.
#[derive(Debug)]
pub struct Response {
    /// Code and reason, as in `200 OK`.
    pub status: &'static str,
    /// Everything but the length.
    pub headers: Vec<(String, String)>,
    /// Empty where there is nothing to say.
    pub body: Vec<u8>,
}

const LONGEST_HEAD: u64 = 64 * 1024;
const IDLE: Duration = Duration::from_secs(60);

/// Answers every request of a connection until the browser closes it or says nothing for a minute.
pub fn converse(stream: &TcpStream, answer: impl Fn(&Request) -> Response) {
    if stream
        .set_read_timeout(Some(IDLE))
        .and(stream.set_nodelay(true))
        .is_err()
    {
        return;
    }
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader) {
        let response = answer(&request);
        if send(stream, &request, &response).is_err() {
            // The browser went away, as it does on a reload.
            return;
        }
    }
}

fn read(reader: &mut impl BufRead) -> Option<Request> {
    let mut head = reader.take(LONGEST_HEAD);
    let mut first = String::new();
    head.read_line(&mut first).ok()?;
    let mut words = first.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?);
    let path = decode(target.split(['?', '#']).next()?)?;
    let mut line = String::new();
    loop {
        line.clear();
        if head.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            return Some(Request { method, path });
        }
    }
}

fn send(mut stream: &TcpStream, request: &Request, response: &Response) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {}\r\n", response.status);
    for (name, value) in &response.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\n\r\n", response.body.len()));
    stream.write_all(head.as_bytes())?;
    if request.method != "HEAD" {
        stream.write_all(&response.body)?;
    }
    stream.flush()
}

/// Percent-decodes; what is not UTF-8 is no path of ours.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Request, decode, read};

    #[test]
    fn reads_requests_one_after_the_other() {
        let mut bytes: &[u8] =
            b"GET /a%20b?q=1 HTTP/1.1\r\nHost: x\r\n\r\nHEAD / HTTP/1.1\r\n\r\nGET";
        let request = |method: &str, path: &str| Request {
            method: method.into(),
            path: path.into(),
        };
        assert_eq!(read(&mut bytes), Some(request("GET", "/a b")));
        assert_eq!(read(&mut bytes), Some(request("HEAD", "/")));
        assert_eq!(read(&mut bytes), None);
    }

    #[test]
    fn decodes_or_refuses() {
        assert_eq!(decode("/%C3%A9").as_deref(), Some("/é"));
        assert_eq!(decode("/%ff"), None);
        assert_eq!(decode("/%2"), None);
    }
}
