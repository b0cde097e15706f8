//! The calls into AWS-LC's X.509 code, each behind a type that frees what it made.
//!
//! Sound because: every pointer is checked before it is used and is owned by exactly one value
//! here; none leaves this module; what AWS-LC borrows (`X509_STORE_CTX_init` borrows the store,
//! the leaf and the stack) is in fields of [`Path`], which the context of [`Path::verify`] cannot
//! outlive. The types are neither `Send` nor `Sync`, because they hold raw pointers.
#![expect(unsafe_code, reason = "AWS-LC's path validation has no safe binding")]

use std::ffi::{CStr, c_int, c_long, c_uint, c_ulong};
use std::marker::PhantomData;
use std::ptr::{self, NonNull};

// One library, whichever it is: aws-lc-rs and TLS use the same one.
#[cfg(feature = "fips")]
use aws_lc_fips_sys as sys;
#[cfg(not(feature = "fips"))]
use aws_lc_sys as sys;

/// Code of [`Failure`] for a certificate that AWS-LC cannot read; its own codes are positive.
pub(super) const UNREADABLE: i32 = -1;
/// Code of [`Failure`] for what only a lack of memory explains.
const BROKEN: i32 = -2;

/// X509_CHECK_FLAG_NEVER_CHECK_SUBJECT, which the bindings leave out. Without it a commonName that
/// looks like a host is held against dNSName constraints, and `DOE.JOHN.A.1234567890` looks so.
const NEVER_CHECK_SUBJECT: c_uint = 0x20;

/// Why a path does not hold.
#[derive(Debug)]
pub(super) struct Failure {
    /// X509_V_ERR_*.
    pub(super) code: i32,
    /// Index of the certificate in the path.
    pub(super) depth: i32,
    /// AWS-LC's own words.
    pub(super) text: String,
}

impl Failure {
    fn new(code: i32, depth: usize, text: &str) -> Self {
        Self { code, depth: i32::try_from(depth).unwrap_or(-1), text: text.to_owned() }
    }

    fn memory() -> Self {
        Self::new(BROKEN, 0, "the engine could not be set up")
    }
}

/// The inputs of RFC 5280 section 6.1.1 that are yes or no.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flags {
    pub(super) require_explicit_policy: bool,
    pub(super) inhibit_any_policy: bool,
    pub(super) inhibit_policy_mapping: bool,
}

impl Flags {
    fn bits(self) -> c_ulong {
        // PARTIAL_CHAIN: an anchor need not be self-signed. NO_CHECK_TIME: validity is ours.
        // NO_ALT_CHAINS: the path is this one and no other.
        // CB_ISSUER_CHECK: `pass_key_identifiers` is asked about issuers that do not fit.
        let mut bits = sys::X509_V_FLAG_POLICY_CHECK
            | sys::X509_V_FLAG_PARTIAL_CHAIN
            | sys::X509_V_FLAG_NO_CHECK_TIME
            | sys::X509_V_FLAG_NO_ALT_CHAINS
            | sys::X509_V_FLAG_CB_ISSUER_CHECK;
        if self.require_explicit_policy {
            bits |= sys::X509_V_FLAG_EXPLICIT_POLICY;
        }
        if self.inhibit_any_policy {
            bits |= sys::X509_V_FLAG_INHIBIT_ANY;
        }
        if self.inhibit_policy_mapping {
            bits |= sys::X509_V_FLAG_INHIBIT_MAP;
        }
        c_ulong::from(bits.unsigned_abs())
    }
}

/// A path in AWS-LC's form: the anchor alone is trusted.
pub(super) struct Path {
    // Dropped in this order: what points before what is pointed to.
    intermediates: Stack,
    store: Store,
    leaf: X509,
    owned: Vec<X509>,
}

impl Path {
    /// Reads the DER of a path of two or more, leaf first and anchor last.
    pub(super) fn new(path: &[&[u8]]) -> Result<Self, Failure> {
        let (Some((leaf, rest)), Some(store), Some(intermediates)) =
            (path.split_first(), Store::new(), Stack::new())
        else {
            return Err(Failure::memory());
        };
        let Some((anchor, middle)) = rest.split_last() else {
            return Err(Failure::memory());
        };
        let leaf = X509::from_der(leaf, 0)?;
        store.trust(&X509::from_der(anchor, path.len() - 1)?)?;
        let mut owned = Vec::with_capacity(middle.len());
        for (at, der) in middle.iter().enumerate() {
            let certificate = X509::from_der(der, at + 1)?;
            intermediates.push(&certificate)?;
            owned.push(certificate);
        }
        Ok(Self { intermediates, store, leaf, owned })
    }

    /// Validates the path for these policies, given as content octets of object identifiers.
    pub(super) fn verify(&self, flags: Flags, policies: &[&[u8]]) -> Result<(), Failure> {
        let context = Context::new(self)?;
        context.configure(flags, policies, self.length())?;
        // SAFETY: the context is initialised, and everything it borrows lives as long as `self`.
        let result = unsafe { sys::X509_verify_cert(context.raw.as_ptr()) };
        // SAFETY: the same context; the getter only reads it.
        let (code, depth, verified) = unsafe {
            let raw = context.raw.as_ptr();
            let chain = sys::X509_STORE_CTX_get0_chain(raw);
            let length = if chain.is_null() { 0 } else { sys::OPENSSL_sk_num(chain.cast()) };
            (sys::X509_STORE_CTX_get_error(raw), sys::X509_STORE_CTX_get_error_depth(raw), length)
        };
        // SAFETY: empties this thread's queue of errors, which nobody here reads.
        unsafe { sys::ERR_clear_error() };
        if result != 1 {
            return Err(Failure { code, depth, text: text(code) });
        }
        // The code says nothing now: those of issuers that did not fit stay behind. A chain of
        // another length means that the engine left a certificate out.
        if verified != self.length() {
            return Err(Failure::new(BROKEN, 0, "the engine followed another path"));
        }
        Ok(())
    }

    fn length(&self) -> usize {
        self.owned.len() + 2
    }
}

/// X509_V_ERR_AKID_SKID_MISMATCH and X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH.
fn is_key_identifier(code: c_int) -> bool {
    code == sys::X509_V_ERR_AKID_SKID_MISMATCH
        || code == sys::X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH
}

/// AWS-LC asks this wherever it would fail. Key identifiers only help to find an issuer, and RFC
/// 5280 does not fail a path for a wrong one; ours is found already, and its signature decides.
/// AWS-LC aborts on answers other than 0 and 1.
unsafe extern "C" fn pass_key_identifiers(ok: c_int, context: *mut sys::X509_STORE_CTX) -> c_int {
    // SAFETY: AWS-LC calls this with the context of the running verification.
    unsafe {
        let passes = ok != 1 && is_key_identifier(sys::X509_STORE_CTX_get_error(context));
        if passes {
            // So that it cannot be taken for the reason of a later failure, and pass that too.
            sys::X509_STORE_CTX_set_error(context, sys::X509_V_OK);
        }
        c_int::from(ok == 1 || passes)
    }
}

/// AWS-LC's words for one of its codes.
fn text(code: i32) -> String {
    // SAFETY: the function returns a static string for every code.
    unsafe {
        let words = sys::X509_verify_cert_error_string(c_long::from(code));
        if words.is_null() {
            return "an error without words".to_owned();
        }
        CStr::from_ptr(words).to_string_lossy().into_owned()
    }
}

/// One certificate.
struct X509(NonNull<sys::X509>);

impl X509 {
    fn from_der(der: &[u8], depth: usize) -> Result<Self, Failure> {
        let unreadable = || Failure::new(UNREADABLE, depth, "the engine cannot read a certificate");
        let length = c_long::try_from(der.len()).map_err(|_| unreadable())?;
        let mut input = der.as_ptr();
        // SAFETY: `input` points to `length` readable octets, and AWS-LC copies them.
        let raw = unsafe { sys::d2i_X509(ptr::null_mut(), &raw mut input, length) };
        let certificate = NonNull::new(raw).map(Self).ok_or_else(unreadable)?;
        let end = der.as_ptr_range().end;
        if ptr::eq(input, end) { Ok(certificate) } else { Err(unreadable()) }
    }
}

impl Drop for X509 {
    fn drop(&mut self) {
        // SAFETY: this value holds the one reference that `d2i_X509` gave.
        unsafe { sys::X509_free(self.0.as_ptr()) }
    }
}

/// The set of trusted certificates.
struct Store(NonNull<sys::X509_STORE>);

impl Store {
    fn new() -> Option<Self> {
        // SAFETY: no arguments; null is checked.
        NonNull::new(unsafe { sys::X509_STORE_new() }).map(Self)
    }

    fn trust(&self, certificate: &X509) -> Result<(), Failure> {
        // SAFETY: both are alive; the store takes a reference of its own.
        let added = unsafe { sys::X509_STORE_add_cert(self.0.as_ptr(), certificate.0.as_ptr()) };
        if added == 1 { Ok(()) } else { Err(Failure::memory()) }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // SAFETY: this value holds the one reference that `X509_STORE_new` gave.
        unsafe { sys::X509_STORE_free(self.0.as_ptr()) }
    }
}

/// A list of certificates that it does not own.
struct Stack(NonNull<sys::OPENSSL_STACK>);

impl Stack {
    fn new() -> Option<Self> {
        // SAFETY: no arguments; null is checked.
        NonNull::new(unsafe { sys::OPENSSL_sk_new_null() }).map(Self)
    }

    fn push(&self, certificate: &X509) -> Result<(), Failure> {
        // SAFETY: the stack is alive and keeps the pointer only; `Path` keeps the certificate.
        let size = unsafe { sys::OPENSSL_sk_push(self.0.as_ptr(), certificate.0.as_ptr().cast()) };
        if size == 0 { Err(Failure::memory()) } else { Ok(()) }
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        // SAFETY: frees the list and not its elements, which `Path` owns.
        unsafe { sys::OPENSSL_sk_free(self.0.as_ptr()) }
    }
}

/// One run of the engine, which borrows the path.
struct Context<'a> {
    raw: NonNull<sys::X509_STORE_CTX>,
    _path: PhantomData<&'a Path>,
}

impl<'a> Context<'a> {
    fn new(path: &'a Path) -> Result<Self, Failure> {
        // SAFETY: no arguments; null is checked.
        let raw = NonNull::new(unsafe { sys::X509_STORE_CTX_new() }).ok_or_else(Failure::memory)?;
        let context = Self { raw, _path: PhantomData };
        // SAFETY: all four are alive, and the lifetime keeps `path` alive as long as the context.
        let done = unsafe {
            sys::X509_STORE_CTX_init(
                raw.as_ptr(),
                path.store.0.as_ptr(),
                path.leaf.0.as_ptr(),
                path.intermediates.0.as_ptr().cast(),
            )
        };
        if done == 1 { Ok(context) } else { Err(Failure::memory()) }
    }

    fn configure(&self, flags: Flags, policies: &[&[u8]], length: usize) -> Result<(), Failure> {
        // SAFETY: the context is initialised, so it has parameters, which it owns.
        let parameters = unsafe { sys::X509_STORE_CTX_get0_param(self.raw.as_ptr()) };
        if parameters.is_null() {
            return Err(Failure::memory());
        }
        let depth = c_int::try_from(length).map_err(|_| Failure::memory())?;
        // SAFETY: the parameters are alive as long as the context.
        let set = unsafe {
            sys::X509_VERIFY_PARAM_set_depth(parameters, depth);
            sys::X509_STORE_CTX_set_verify_cb(self.raw.as_ptr(), Some(pass_key_identifiers));
            // Among certificates of one name the next of the path must be taken, not the anchor.
            let trusted_first = c_ulong::from(sys::X509_V_FLAG_TRUSTED_FIRST.unsigned_abs());
            sys::X509_VERIFY_PARAM_clear_flags(parameters, trusted_first);
            sys::X509_VERIFY_PARAM_set_hostflags(parameters, NEVER_CHECK_SUBJECT);
            sys::X509_VERIFY_PARAM_set_flags(parameters, flags.bits())
        };
        if set != 1 {
            return Err(Failure::memory());
        }
        for policy in policies {
            let object = object(policy)?;
            // SAFETY: both are alive; on success the parameters own the object, else we still do.
            unsafe {
                if sys::X509_VERIFY_PARAM_add0_policy(parameters, object.as_ptr()) != 1 {
                    sys::ASN1_OBJECT_free(object.as_ptr());
                    return Err(Failure::memory());
                }
            }
        }
        Ok(())
    }
}

impl Drop for Context<'_> {
    fn drop(&mut self) {
        // SAFETY: this value holds the one context that `X509_STORE_CTX_new` gave.
        unsafe { sys::X509_STORE_CTX_free(self.raw.as_ptr()) }
    }
}

/// An object identifier from its content octets; the caller owns it.
fn object(octets: &[u8]) -> Result<NonNull<sys::ASN1_OBJECT>, Failure> {
    // SAFETY: AWS-LC copies the octets; null names are allowed.
    let raw = unsafe {
        sys::ASN1_OBJECT_create(0, octets.as_ptr(), octets.len(), ptr::null(), ptr::null())
    };
    NonNull::new(raw).ok_or_else(Failure::memory)
}
