//! What callers of this service may be allowed.

service_kit::scopes! {
    /// See appointments and free times.
    AppointmentsRead = "appointments:read",
    /// Book, reschedule, change the status, delete.
    AppointmentsWrite = "appointments:write",
    /// Book over another appointment on purpose.
    AppointmentsOverbook = "appointments:overbook",
    /// See earlier versions, and who made them.
    AppointmentsAudit = "appointments:audit",
}
