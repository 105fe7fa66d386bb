CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Booked and arrived appointments block their practitioner's and their patient's time.
CREATE TABLE appointment (
    id              TEXT COLLATE "C" PRIMARY KEY,
    version         BIGINT NOT NULL,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    deleted_at      BIGINT,
    patient_id      TEXT COLLATE "C" NOT NULL,
    practitioner_id TEXT COLLATE "C" NOT NULL,
    start_at        BIGINT NOT NULL,
    end_at          BIGINT NOT NULL,
    status          TEXT COLLATE "C" NOT NULL,
    overlap_allowed BOOLEAN NOT NULL,
    content         TEXT NOT NULL,
    CHECK (start_at < end_at),
    -- At most a day long: so whoever overlaps began less than a day before.
    CHECK (end_at - start_at <= 86400000000),
    -- No double booking, in the words that PostgreSQL has for it.
    CONSTRAINT practitioner_once EXCLUDE USING gist (
        practitioner_id WITH =, int8range(start_at, end_at) WITH &&
    ) WHERE (status IN ('booked', 'arrived') AND deleted_at IS NULL AND NOT overlap_allowed),
    CONSTRAINT patient_once EXCLUDE USING gist (
        patient_id WITH =, int8range(start_at, end_at) WITH &&
    ) WHERE (status IN ('booked', 'arrived') AND deleted_at IS NULL AND NOT overlap_allowed)
);
CREATE INDEX appointment_start ON appointment (start_at, id);
CREATE INDEX appointment_patient ON appointment (patient_id, start_at, id);
CREATE INDEX appointment_practitioner ON appointment (practitioner_id, start_at, id);
CREATE INDEX appointment_status ON appointment (status, start_at, id);

-- An exclusion constraint cannot say that a deliberate overlap blocks those who come after it, and it deadlocks
-- when many race for one slot. So whoever claims time first takes both locks, always in one order, and looks.
CREATE FUNCTION refuse_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status NOT IN ('booked', 'arrived') OR NEW.deleted_at IS NOT NULL OR NEW.overlap_allowed THEN
        RETURN NEW;
    END IF;
    -- Who only arrives, or edits a comment, claims nothing anew.
    IF TG_OP = 'UPDATE' AND OLD.status IN ('booked', 'arrived') AND OLD.deleted_at IS NULL
        AND NOT OLD.overlap_allowed AND OLD.start_at = NEW.start_at AND OLD.end_at = NEW.end_at
        AND OLD.practitioner_id = NEW.practitioner_id AND OLD.patient_id = NEW.patient_id THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(lock) FROM (
        SELECT hashtextextended('practitioner ' || NEW.practitioner_id, 0) AS lock
        UNION SELECT hashtextextended('patient ' || NEW.patient_id, 0)
        ORDER BY lock
    ) locks;
    IF EXISTS (
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
    ) THEN
        RAISE EXCEPTION 'overlap' USING ERRCODE = '23P01';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER appointment_overlap BEFORE INSERT OR UPDATE ON appointment
FOR EACH ROW EXECUTE FUNCTION refuse_overlap();
