CREATE TABLE patient (
    id         TEXT PRIMARY KEY,
    version    INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    active     INTEGER NOT NULL,
    content    TEXT NOT NULL
) STRICT;
CREATE INDEX patient_active ON patient (active, id) WHERE deleted_at IS NULL;

-- What a patient is found by, normalised: identifier, family, given, birth-date, phone, email.
CREATE TABLE patient_key (
    kind       TEXT NOT NULL,
    key        TEXT NOT NULL,
    patient_id TEXT NOT NULL REFERENCES patient (id),
    PRIMARY KEY (kind, key, patient_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_key_patient ON patient_key (patient_id);
-- An identifier (system and value) is one patient's.
CREATE UNIQUE INDEX patient_identifier ON patient_key (key) WHERE kind = 'identifier';
