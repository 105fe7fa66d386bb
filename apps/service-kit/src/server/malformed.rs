//! What is no HTTP request never reaches our own code: hyper answers it, with a status and nothing else. Here that
//! answer gets the document, the headers and the log line that every other error has.

use std::{
    future::Future,
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Instant,
};

use axum::{
    http::{HeaderMap, header},
    response::IntoResponse as _,
};
use axum_server::accept::Accept;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::observe;
use crate::{
    http::RequestContext,
    problem::{Kind, Problem},
};

/// Accepts as another acceptor does, and explains hyper's own answers on the way out.
#[derive(Clone)]
pub(super) struct Explain<A>(pub(super) A);

/// A connection, and what is still to be written of an explanation.
pub(super) struct Explained<I> {
    connection: I,
    left: Vec<u8>,
}

impl<I, S, A> Accept<I, S> for Explain<A>
where
    A: Accept<I, S, Future: Send + 'static>,
{
    type Stream = Explained<A::Stream>;
    type Service = A::Service;
    type Future = Pin<Box<dyn Future<Output = io::Result<(Self::Stream, Self::Service)>> + Send>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        let accepted = self.0.accept(stream, service);
        Box::pin(async move {
            let (connection, service) = accepted.await?;
            Ok((Explained { connection, left: Vec::new() }, service))
        })
    }
}

/// The whole answer in place of hyper's, if this is one: none of ours is a 4xx without content.
fn explain(written: &[u8]) -> Option<Vec<u8>> {
    let head = written.strip_prefix(b"HTTP/1.1 4")?;
    let head = std::str::from_utf8(head.strip_suffix(b"\r\n\r\n")?).ok()?;
    if !head.lines().any(|line| line == "content-length: 0") {
        return None;
    }
    let problem = match head.get(..2)? {
        "14" => Problem::new(Kind::ADDRESS_TOO_LONG, "The address is far longer than what is allowed"),
        "31" => Problem::new(Kind::HEADERS_TOO_LARGE, "There are too many headers, or they are too long"),
        "00" => Problem::new(Kind::MALFORMED_REQUEST, "This is not an HTTP/1.1 request"),
        _ => return None,
    };
    let document = problem.document();
    let mut response = problem.into_response();
    let context = RequestContext::from_headers(&HeaderMap::new());
    observe::conclude("-", "-", &mut response, &context, Instant::now());
    let mut answer = format!("HTTP/1.1 {}\r\nconnection: close\r\n", response.status()).into_bytes();
    for (name, value) in response.headers().iter().filter(|(name, _)| *name != header::CONTENT_LENGTH) {
        answer.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    answer.extend(format!("content-length: {}\r\n\r\n{document}", document.len()).into_bytes());
    Some(answer)
}

impl<I: AsyncWrite + Unpin> Explained<I> {
    /// Writes what is left of an explanation.
    fn poll_left(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.left.is_empty() {
            let count = ready!(Pin::new(&mut self.connection).poll_write(context, &self.left))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.left.drain(..count);
        }
        Poll::Ready(Ok(()))
    }
}

impl<I: AsyncRead + Unpin> AsyncRead for Explained<I> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.connection).poll_read(context, buffer)
    }
}

impl<I: AsyncWrite + Unpin> AsyncWrite for Explained<I> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_left(context))?;
        if let Some(answer) = explain(buffer) {
            self.left = answer;
            return Poll::Ready(Ok(buffer.len()));
        }
        Pin::new(&mut self.connection).poll_write(context, buffer)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let [only] = buffers {
            return self.poll_write(context, only);
        }
        ready!(self.poll_left(context))?;
        Pin::new(&mut self.connection).poll_write_vectored(context, buffers)
    }

    fn is_write_vectored(&self) -> bool {
        self.connection.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_left(context))?;
        Pin::new(&mut self.connection).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_left(context))?;
        Pin::new(&mut self.connection).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_answer_of_hypers_own_is_explained() {
        let bare =
            |status: &str| format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
        for (status, kind) in [
            ("400 Bad Request", "malformed-request"),
            ("414 URI Too Long", "address-too-long"),
            ("431 Request Header Fields Too Large", "headers-too-large"),
        ] {
            let answer = String::from_utf8(explain(bare(status).as_bytes()).unwrap()).unwrap();
            let (head, document) = answer.split_once("\r\n\r\n").unwrap();
            assert!(head.starts_with(&format!("HTTP/1.1 {status}\r\nconnection: close\r\n")), "{head}");
            assert!(head.contains("content-type: application/problem+json"), "{head}");
            assert!(head.contains(&format!("content-length: {}", document.len())), "{head}");
            assert!(document.contains(kind), "{document}");
        }
        for other in [
            bare("200 OK"),
            bare("404 Not Found"),
            bare("400 Bad Request").replace("length: 0", "length: 10"),
            bare("400 Bad Request") + "{}",
        ] {
            assert_eq!(explain(other.as_bytes()), None, "{other}");
        }
    }
}
