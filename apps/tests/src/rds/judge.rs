//! Who judges tokens. Amazon RDS does it by PAM; the server of the tests asks this over LDAP, which it can without being
//! set up on the machine: it tries to bind with the name and the token, as clear text.
//!
//! Source: <https://www.postgresql.org/docs/current/auth-ldap.html>

use std::{
    io::Write as _,
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// One attempt to log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The role.
    pub role: String,
    /// What stood in the place of the password.
    pub token: String,
}

/// Lets in whoever has one of the words, or anything that begins as a token of a key that is good.
#[derive(Clone, Default)]
pub struct Judge {
    attempts: Arc<Mutex<Vec<Attempt>>>,
    revoked: Arc<Mutex<Vec<String>>>,
}

impl Judge {
    /// Begins to judge, at this port.
    pub fn start() -> (Self, u16) {
        let judge = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let judging = judge.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let judging = judging.clone();
                thread::spawn(move || judging.hear(stream));
            }
        });
        (judge, port)
    }

    /// Every attempt of this role so far.
    pub fn attempts(&self, role: &str) -> Vec<Attempt> {
        let attempts = self.attempts.lock().unwrap();
        attempts.iter().filter(|attempt| attempt.role == role).cloned().collect()
    }

    /// From now on, tokens of this key are refused.
    pub fn revoke(&self, key_id: &str) {
        self.revoked.lock().unwrap().push(key_id.to_owned());
    }

    fn is_good(&self, attempt: &Attempt) -> bool {
        let revoked = self.revoked.lock().unwrap();
        let Attempt { role, token } = attempt;
        ["served", "owned"].contains(&token.as_str())
            || token.contains(&format!("/?Action=connect&DBUser={role}&"))
                && !revoked.iter().any(|key_id| token.contains(&format!("X-Amz-Credential={key_id}%2F")))
    }

    /// A bind request, its answer, and whatever follows until the other side is done.
    fn hear(&self, mut stream: TcpStream) -> Option<()> {
        let (_, message) = element(&mut stream)?;
        let mut message = message.as_slice();
        let (_, id) = element(&mut message)?;
        let (_, request) = element(&mut message)?;
        let mut request = request.as_slice();
        let _version = element(&mut request)?;
        let (_, name) = element(&mut request)?;
        let (_, token) = element(&mut request)?;
        let role = String::from_utf8(name).ok()?.trim_start_matches("cn=").to_owned();
        let attempt = Attempt { role, token: String::from_utf8(token).ok()? };
        let code = if self.is_good(&attempt) { 0 } else { 49 };
        self.attempts.lock().unwrap().push(attempt);
        // success or invalidCredentials, for nobody in particular, without a message.
        let answer =
            [&[0x02, 0x01][..], &id, &[0x61, 0x07, 0x0a, 0x01, code, 0x04, 0x00, 0x04, 0x00]].concat();
        stream.write_all(&[&[0x30, u8::try_from(answer.len()).ok()?][..], &answer].concat()).ok()?;
        std::io::copy(&mut stream, &mut std::io::sink()).ok().map(drop)
    }
}

/// One element of BER: its tag and its content.
fn element(from: &mut impl std::io::Read) -> Option<(u8, Vec<u8>)> {
    let mut head = [0; 2];
    from.read_exact(&mut head).ok()?;
    let length = if head[1] < 0x80 {
        usize::from(head[1])
    } else {
        let mut long = vec![0; usize::from(head[1] & 0x7f)];
        from.read_exact(&mut long).ok()?;
        long.iter().fold(0, |length, byte| length << 8 | usize::from(*byte))
    };
    let mut content = vec![0; length];
    from.read_exact(&mut content).ok()?;
    Some((head[0], content))
}
