-- Booked and arrived appointments block their practitioner's and their patient's time.
CREATE TABLE appointment (
    id              TEXT PRIMARY KEY,
    version         INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    deleted_at      INTEGER,
    patient_id      TEXT NOT NULL,
    practitioner_id TEXT NOT NULL,
    start_at        INTEGER NOT NULL,
    end_at          INTEGER NOT NULL,
    status          TEXT NOT NULL,
    overlap_allowed INTEGER NOT NULL,
    content         TEXT NOT NULL,
    CHECK (start_at < end_at),
    -- At most a day long: so whoever overlaps began less than a day before.
    CHECK (end_at - start_at <= 86400000000)
) STRICT;
CREATE INDEX appointment_start ON appointment (start_at, id);
CREATE INDEX appointment_patient ON appointment (patient_id, start_at, id);
CREATE INDEX appointment_practitioner ON appointment (practitioner_id, start_at, id);
CREATE INDEX appointment_status ON appointment (status, start_at, id);

-- No double booking. Writers are serialised, so a look is enough.
CREATE TRIGGER appointment_overlap_insert BEFORE INSERT ON appointment
WHEN NEW.status IN ('booked', 'arrived') AND NEW.deleted_at IS NULL AND NOT NEW.overlap_allowed
BEGIN
    SELECT RAISE(ABORT, 'overlap') WHERE EXISTS (
        SELECT 1 FROM appointment other
        WHERE other.practitioner_id = NEW.practitioner_id AND other.id <> NEW.id
            AND other.start_at < NEW.end_at AND other.end_at > NEW.start_at
            AND other.start_at > NEW.start_at - 86400000000
            AND other.status IN ('booked', 'arrived') AND other.deleted_at IS NULL
    ) OR EXISTS (
        SELECT 1 FROM appointment other
        WHERE other.patient_id = NEW.patient_id AND other.id <> NEW.id
            AND other.start_at < NEW.end_at AND other.end_at > NEW.start_at
            AND other.start_at > NEW.start_at - 86400000000
            AND other.status IN ('booked', 'arrived') AND other.deleted_at IS NULL
    );
END;

-- The same for every change that claims time anew. Who only arrives, or edits a comment, claims nothing.
CREATE TRIGGER appointment_overlap_update BEFORE UPDATE ON appointment
WHEN NEW.status IN ('booked', 'arrived') AND NEW.deleted_at IS NULL AND NOT NEW.overlap_allowed
    AND NOT (
        OLD.status IN ('booked', 'arrived') AND OLD.deleted_at IS NULL AND NOT OLD.overlap_allowed
        AND OLD.start_at = NEW.start_at AND OLD.end_at = NEW.end_at
        AND OLD.practitioner_id = NEW.practitioner_id AND OLD.patient_id = NEW.patient_id
    )
BEGIN
    SELECT RAISE(ABORT, 'overlap') WHERE EXISTS (
        SELECT 1 FROM appointment other
        WHERE other.practitioner_id = NEW.practitioner_id AND other.id <> NEW.id
            AND other.start_at < NEW.end_at AND other.end_at > NEW.start_at
            AND other.start_at > NEW.start_at - 86400000000
            AND other.status IN ('booked', 'arrived') AND other.deleted_at IS NULL
    ) OR EXISTS (
        SELECT 1 FROM appointment other
        WHERE other.patient_id = NEW.patient_id AND other.id <> NEW.id
            AND other.start_at < NEW.end_at AND other.end_at > NEW.start_at
            AND other.start_at > NEW.start_at - 86400000000
            AND other.status IN ('booked', 'arrived') AND other.deleted_at IS NULL
    );
END;
