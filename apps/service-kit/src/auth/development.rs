//! The development key: made on first start, shared by every service on this machine, good nowhere else.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write as _},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::Path,
};

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use rcgen::{KeyPair, PKCS_ED25519};
use serde_json::json;
use uuid::Uuid;

/// The issuer that tokens of the development key name.
pub(super) const ISSUER: &str = "urn:healthcare-app:development";
/// Their audience.
pub(super) const AUDIENCE: &str = "healthcare-app";

/// An Ed25519 key in a file that only its owner can read.
pub struct DevelopmentKey {
    signing: EncodingKey,
    public: Vec<u8>,
}

impl DevelopmentKey {
    /// Reads the key, or makes it. Two that start at the same moment end with the same key: each writes its own
    /// to a temporary file and links it into place, which only the first can.
    ///
    /// # Errors
    /// A sentence, when the file cannot be made or read, or is not what this wrote.
    pub fn read_or_make(path: &Path) -> Result<Self, String> {
        let at = |what: &str, error: &dyn std::fmt::Display| format!("{what} `{}`: {error}", path.display());
        if !path.exists() {
            make(path).map_err(|error| at("cannot make the development key", &error))?;
        }
        let mode =
            fs::metadata(path).map_err(|error| at("cannot read", &error))?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(at(
                "others can read the development key",
                &format!("its mode is {mode:o}; delete it and start again"),
            ));
        }
        let pem = fs::read_to_string(path).map_err(|error| at("cannot read the development key", &error))?;
        let broken = |error: &dyn std::fmt::Display| at("delete the broken development key", error);
        let public = KeyPair::from_pem(&pem).map_err(|error| broken(&error))?.public_key_raw().to_vec();
        let signing = EncodingKey::from_ed_pem(pem.as_bytes()).map_err(|error| broken(&error))?;
        Ok(Self { signing, public })
    }

    /// The public half, as a verifier wants it.
    pub(super) fn public(&self) -> DecodingKey {
        DecodingKey::from_ed_der(&self.public)
    }

    /// A token with these scopes, good for so many hours; `*` is every scope.
    ///
    /// # Errors
    /// A sentence, when signing fails.
    pub fn token(
        &self,
        subject: &str,
        scopes: &[String],
        patient: Option<Uuid>,
        hours: i64,
    ) -> Result<String, String> {
        let now = jiff::Timestamp::now().as_second();
        let mut claims = json!({
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": now,
            "exp": now + hours * 3600,
            "scope": scopes.join(" "),
        });
        if let Some(patient) = patient {
            claims["patient_id"] = json!(patient);
        }
        jsonwebtoken::encode(&Header::new(Algorithm::EdDSA), &claims, &self.signing)
            .map_err(|error| format!("cannot sign a token: {error}"))
    }
}

fn make(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    crate::config::make_private(folder)?;
    let pem = KeyPair::generate_for(&PKCS_ED25519).map_err(std::io::Error::other)?.serialize_pem();
    let temporary = folder.join(format!(".development-key-{}", Uuid::new_v4()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary)?;
    file.write_all(pem.as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&temporary, path);
    fs::remove_file(&temporary)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
