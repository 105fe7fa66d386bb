//! Environment files: read, merged, checked, and turned into values that cannot be wrong.
