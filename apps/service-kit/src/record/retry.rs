//! A database that finds two changes waiting for each other aborts one of them, and nothing of it is left. So it is
//! made once more: the other one is through by then.

use crate::problem::{Kind, Problem};

/// Makes a change, and makes it once more where the database had aborted it in favour of another one.
///
/// # Errors
/// Those of the change itself; when it was aborted twice, 503.
pub async fn retried<T, F>(change: impl Fn() -> F) -> Result<T, Problem>
where
    F: Future<Output = Result<T, Problem>> + Send,
{
    match change().await {
        Err(problem) if problem.kind() == Kind::OVERTAKEN => {
            tracing::info!("the database aborted a change, which is made once more");
            change().await
        }
        outcome => outcome,
    }
}
