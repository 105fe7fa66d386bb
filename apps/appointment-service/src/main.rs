//! The program: everything is in the library.

fn main() -> std::process::ExitCode {
    service_kit::service::main::<appointment_service::AppointmentService>()
}
