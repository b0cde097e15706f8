//! Small helpers of unit tests.

use std::{os::unix::fs::PermissionsExt, path::Path};

/// Lets the unprivileged user of the private PostgreSQL through a temporary directory.
pub(crate) fn let_others_pass(directory: &Path) {
    std::fs::set_permissions(directory, std::fs::Permissions::from_mode(0o711)).unwrap();
}
