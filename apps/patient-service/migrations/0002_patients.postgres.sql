CREATE TABLE patient (
    id         TEXT COLLATE "C" PRIMARY KEY,
    version    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    active     BOOLEAN NOT NULL,
    content    TEXT NOT NULL
);
CREATE INDEX patient_active ON patient (active, id) WHERE deleted_at IS NULL;

-- What a patient is found by, normalised: identifier, family, given, birth-date, phone, email.
CREATE TABLE patient_key (
    kind       TEXT COLLATE "C" NOT NULL,
    key        TEXT COLLATE "C" NOT NULL,
    patient_id TEXT COLLATE "C" NOT NULL REFERENCES patient (id),
    PRIMARY KEY (kind, key, patient_id)
);
CREATE INDEX patient_key_patient ON patient_key (patient_id);
-- An identifier (system and value) is one patient's.
CREATE UNIQUE INDEX patient_identifier ON patient_key (key) WHERE kind = 'identifier';
