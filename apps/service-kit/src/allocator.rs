//! The allocator of the image: musl's own costs a request half as much CPU again, as all threads share one lock.

use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;
