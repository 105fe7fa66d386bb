//! What callers of this service may be allowed.

service_kit::scopes! {
    /// See one patient, or a list of them.
    PatientsRead = "patients:read",
    /// Create, replace and delete.
    PatientsWrite = "patients:write",
    /// Find patients by name, identifier, birth date or contact.
    PatientsSearch = "patients:search",
    /// See earlier versions, and who made them.
    PatientsAudit = "patients:audit",
}
