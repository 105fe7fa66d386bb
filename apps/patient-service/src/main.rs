//! The program: everything is in the library.

fn main() -> std::process::ExitCode {
    service_kit::service::main::<patient_service::PatientService>()
}
