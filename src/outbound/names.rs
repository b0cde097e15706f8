//! How names become addresses, for every library in this process.
//!
//! All of them ask the C library, which is linked into the program. It reads `/etc/hosts` and asks
//! the name servers of `/etc/resolv.conf` by itself, in an empty root directory too. But for any
//! other source in `/etc/nsswitch.conf` (`resolve`, `mdns4_minimal`, `sss`, …) it would load a
//! module of the host, and with it the host's C library of another version: a crash that depends
//! on where the program runs.

/// Names are looked up in the hosts file and by DNS, whatever `/etc/nsswitch.conf` says. To be
/// called before the first name is looked up.
#[cfg(all(target_env = "gnu", target_feature = "crt-static"))]
#[expect(unsafe_code, reason = "the C library has this choice only as a function")]
pub fn keep_to_files_and_dns() {
    unsafe extern "C" {
        fn __nss_configure_lookup(
            database: *const std::ffi::c_char,
            sources: *const std::ffi::c_char,
        ) -> std::ffi::c_int;
    }
    // SAFETY: both are strings that end in zero and live forever; nothing else runs yet.
    unsafe {
        __nss_configure_lookup(c"hosts".as_ptr(), c"files dns".as_ptr());
    }
}

/// A program that shares the host's C library looks names up as the host does.
#[cfg(not(all(target_env = "gnu", target_feature = "crt-static")))]
pub fn keep_to_files_and_dns() {}
