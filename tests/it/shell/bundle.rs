//! The program packs itself, checks the bundle, and takes its own place.

use super::process::{PROGRAM, data_dir, refused};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;
use treasury_plane::fault::Fault;

/// A host with the program installed, and a bundle of the same release.
struct Host(TempDir);

impl Host {
    fn new() -> Self {
        let host = Self(data_dir());
        for folder in ["usr/bin", "files/bin", "data"] {
            fs::create_dir_all(host.path(folder)).unwrap();
        }
        let program = host.path("files/bin/treasury-plane");
        // Without what only debuggers read, which is most of a development build.
        let mut strip = Command::new("strip");
        strip.arg("-o").arg(host.path("usr/bin/treasury-plane")).arg(PROGRAM);
        assert!(strip.status().unwrap().success());
        fs::hard_link(host.path("usr/bin/treasury-plane"), &program).unwrap();
        fs::write(host.path("files/README.md"), "Read me.\n").unwrap();
        host.expect(&["bundle", "keygen", "--private", "private.pem", "--public", "public.pem"]);
        let create = ["bundle", "create", "--from", "files", "--key", "private.pem", "--output"];
        host.expect(&[&create[..], &["release.bundle"]].concat());
        // Another file from here on, as it would be on another host.
        fs::remove_file(&program).unwrap();
        host
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs the installed program.
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(self.path("usr/bin/treasury-plane"));
        command.args(arguments).current_dir(self.0.path()).arg("--data-dir").arg(self.path("data"));
        command.output().unwrap()
    }

    fn expect(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn refusal(&self, fault: Fault, arguments: &[&str]) -> String {
        refused(&self.run(arguments), fault)
    }

    fn installed(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.path("usr/bin"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn inode(&self, name: &str) -> u64 {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(self.path("usr/bin").join(name)).unwrap().ino()
    }
}

const INSTALL: [&str; 7] = [
    "bundle",
    "install",
    "release.bundle",
    "--key",
    "public.pem",
    "--to",
    "usr/bin/treasury-plane",
];

#[test]
fn a_bundle_is_made_checked_and_installed() {
    let host = Host::new();
    let told = host.expect(&["bundle", "verify", "release.bundle", "--key", "public.pem"]);
    assert!(told.contains("complete and signed by this key"), "{told}");
    let old = host.inode("treasury-plane");
    let told = host.expect(&INSTALL);
    assert!(told.contains("systemctl restart treasury-plane"), "{told}");
    assert_eq!(host.installed(), ["treasury-plane", "treasury-plane.previous"]);
    assert_eq!(host.inode("treasury-plane.previous"), old);
    assert_ne!(host.inode("treasury-plane"), old);
    // What was installed runs, and can be replaced in turn.
    host.expect(&INSTALL);
    assert_eq!(host.installed(), ["treasury-plane", "treasury-plane.previous"]);
    // OpenSSL agrees with the signature, for hosts that have no program yet.
    Command::new("tar")
        .args(["-xf", "release.bundle"])
        .current_dir(host.0.path())
        .status()
        .unwrap();
    let openssl = Command::new("openssl")
        .args(["dgst", "-sha384", "-verify", "public.pem"])
        .args(["-signature", "manifest.sig", "manifest.json"])
        .current_dir(host.0.path())
        .output()
        .unwrap();
    assert!(openssl.status.success(), "{openssl:?}");
}

#[test]
fn what_is_wrong_with_a_bundle_leaves_everything_as_it_was() {
    let host = Host::new();
    let old = host.inode("treasury-plane");
    let bundle = fs::read(host.path("release.bundle")).unwrap();
    let refused = |fault: Fault, words: &str, install: &[&str]| {
        let refusal = host.refusal(fault, install);
        assert!(refusal.contains(words), "{refusal}");
        assert_eq!(host.installed(), ["treasury-plane"]);
        assert_eq!(host.inode("treasury-plane"), old);
    };
    let mut changed = bundle.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    fs::write(host.path("release.bundle"), &changed).unwrap();
    refused(Fault::BundleRefused, "was changed after it was signed", &INSTALL);
    fs::write(host.path("release.bundle"), &bundle[..middle]).unwrap();
    refused(Fault::BundleRefused, "ends within bin/treasury-plane", &INSTALL);
    fs::write(host.path("release.bundle"), &bundle).unwrap();
    host.expect(&["bundle", "keygen", "--private", "other.pem", "--public", "other-public.pem"]);
    let mut other = INSTALL;
    other[4] = "other-public.pem";
    refused(Fault::BundleRefused, "not signed by this key", &other);
    // A key that is there is never replaced.
    let again = ["bundle", "keygen", "--private", "other.pem", "--public", "other-public.pem"];
    refused(Fault::Failed, "cannot create", &again);
}

#[test]
fn only_the_installed_program_replaces_itself() {
    let host = Host::new();
    fs::copy(Path::new("/bin/true"), host.path("usr/bin/another")).unwrap();
    let mut other = INSTALL;
    other[6] = "usr/bin/another";
    let refusal = host.refusal(Fault::Failed, &other);
    assert!(refusal.contains("only the installed program replaces itself"), "{refusal}");
    other[6] = "usr/bin/new";
    host.expect(&other);
    assert_eq!(host.installed(), ["another", "new", "treasury-plane"]);
}
