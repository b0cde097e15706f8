use super::{
    archive,
    install::Host,
    keys::{Public, Secret, generate},
    manifest::{Entry, Manifest, PROGRAM},
};
use crate::{
    cli::version::{migrations, sha256},
    fault::{Failure, Fault},
};
use std::{fs, io, path::PathBuf};
use tempfile::TempDir;

/// A directory with keys and the files of a bundle.
struct Workshop {
    root: TempDir,
    secret: Secret,
    public: Public,
}

impl Workshop {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let (private, public) = (root.path().join("private.pem"), root.path().join("public.pem"));
        generate(&private, &public).unwrap();
        fs::create_dir_all(root.path().join("files/bin")).unwrap();
        fs::write(root.path().join("files").join(PROGRAM), vec![7; 100_000]).unwrap();
        fs::write(root.path().join("files/README.md"), "Read me.\n").unwrap();
        let (secret, public) = (Secret::read(&private).unwrap(), Public::read(&public).unwrap());
        Self { root, secret, public }
    }

    fn files(&self) -> PathBuf {
        self.root.path().join("files")
    }

    fn manifest(&self) -> Manifest {
        let entry = |path: &str| {
            let file = self.files().join(path);
            Entry {
                path: path.to_owned(),
                bytes: fs::metadata(&file).unwrap().len(),
                sha256: sha256(&file).unwrap(),
            }
        };
        Manifest {
            format: 1,
            product: "treasury-plane".to_owned(),
            version: "2.0.0".parse().unwrap(),
            commit: None,
            arch: "x86_64".to_owned(),
            postgresql: Some("15.18".to_owned()),
            migrations: migrations(),
            files: vec![entry("README.md"), entry(PROGRAM)],
        }
    }

    fn pack(&self, manifest: &Manifest) -> Vec<u8> {
        let output = self.root.path().join("bundle.tar");
        archive::write(&output, &self.files(), manifest, &self.secret).unwrap();
        fs::read(output).unwrap()
    }

    fn read(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        archive::read(bytes, &self.public, |_| Ok(Vec::new()))
            .map(|(_, program)| program)
            .map_err(|error| format!("{error:#}"))
    }

    fn refusal(&self, bytes: &[u8]) -> String {
        self.read(bytes).unwrap_err()
    }
}

#[test]
fn what_was_packed_is_read() {
    let workshop = Workshop::new();
    let program = workshop.read(&workshop.pack(&workshop.manifest())).unwrap();
    assert_eq!(program, vec![7; 100_000]);
}

#[test]
fn another_key_is_refused() {
    let workshop = Workshop::new();
    let other = Workshop::new();
    let words = other.refusal(&workshop.pack(&workshop.manifest()));
    assert!(words.contains("not signed by this key"), "{words}");
}

#[test]
fn a_program_of_a_bundle_that_is_not_signed_is_never_begun() {
    let (workshop, other) = (Workshop::new(), Workshop::new());
    let bundle = workshop.pack(&workshop.manifest());
    let begin = |_: &Manifest| -> anyhow::Result<io::Sink> { panic!("begun") };
    assert!(archive::read(&bundle[..], &other.public, begin).is_err());
}

/// No byte of manifest, signature, names or files can change unnoticed. What may is padding.
#[test]
fn a_changed_byte_is_refused() {
    let workshop = Workshop::new();
    let bundle = workshop.pack(&workshop.manifest());
    let manifest = serde_json::to_vec_pretty(&workshop.manifest()).unwrap().len();
    let signature = 512 + manifest.next_multiple_of(512);
    let readme = signature + 1024;
    let program = readme + 1024;
    let spots = [
        (0, "damaged before manifest.json"),
        (512, "not signed by this key"),
        (512 + manifest - 2, "not signed by this key"),
        (signature, "damaged before manifest.sig"),
        (signature + 512 + 20, "not signed by this key"),
        (readme, "damaged before README.md"),
        (readme + 512, "README.md was changed after it was signed"),
        (program + 512, "bin/treasury-plane was changed after it was signed"),
        (program + 512 + 99_999, "bin/treasury-plane was changed after it was signed"),
    ];
    for (at, words) in spots {
        let mut bundle = bundle.clone();
        bundle[at] ^= 1;
        let refusal = workshop.refusal(&bundle);
        assert!(refusal.contains(words), "{at}: {refusal}");
    }
}

#[test]
fn a_bundle_that_was_cut_is_refused() {
    let workshop = Workshop::new();
    let bundle = workshop.pack(&workshop.manifest());
    let end = bundle.len() - 1024 - 100_000_usize.next_multiple_of(512) + 100_000;
    for length in [0, 1, 511, 512, 600, 1024, 2000, 3000, end - 50_000, end - 1] {
        assert!(workshop.read(&bundle[..length]).is_err(), "{length} bytes were enough");
    }
}

#[test]
fn more_than_the_manifest_names_is_refused() {
    let workshop = Workshop::new();
    let mut manifest = workshop.manifest();
    let bundle = workshop.pack(&manifest);
    let mut longer = tar::Builder::new(bundle[..bundle.len() - 1024].to_vec());
    let mut header = tar::Header::new_ustar();
    header.set_size(0);
    longer.append_data(&mut header, "bin/extra", io::empty()).unwrap();
    let refusal = workshop.refusal(&longer.into_inner().unwrap());
    assert!(refusal.contains("more than its manifest names"), "{refusal}");
    // And less: the order is the manifest's.
    manifest.files.reverse();
    let reversed = workshop.pack(&manifest);
    assert!(workshop.read(&reversed).is_ok());
}

#[test]
fn names_that_lead_elsewhere_are_refused_though_signed() {
    let workshop = Workshop::new();
    for path in ["../etc/passwd", "/etc/passwd", "a/../../b", "", "a b", "README.md"] {
        let mut manifest = workshop.manifest();
        manifest.files.push(Entry { path: path.to_owned(), bytes: 0, sha256: String::new() });
        let bytes = serde_json::to_vec(&manifest).unwrap();
        assert!(Manifest::from_bytes(&bytes).is_err(), "{path:?}");
    }
}

#[test]
fn manifests_of_others_are_refused() {
    let workshop = Workshop::new();
    let refusal = |change: fn(&mut Manifest)| {
        let mut manifest = workshop.manifest();
        change(&mut manifest);
        workshop.refusal(&workshop.pack(&manifest))
    };
    assert!(refusal(|m| m.format = 2).contains("format 2 is not known"));
    assert!(refusal(|m| m.product = "plan".to_owned()).contains("a bundle of \"plan\""));
    assert!(refusal(|m| m.files.truncate(1)).contains("has no bin/treasury-plane"));
}

#[test]
fn only_p384_signs() {
    let workshop = Workshop::new();
    let path = workshop.root.path().join("p256.pem");
    fs::write(&path, rcgen::KeyPair::generate().unwrap().serialize_pem()).unwrap();
    let refusal = Secret::read(&path).err().unwrap().to_string();
    assert!(refusal.contains("is not a P-384 key"), "{refusal}");
    fs::write(&path, "nothing").unwrap();
    assert!(Secret::read(&path).is_err() && Public::read(&path).is_err());
}

fn host() -> Host {
    Host {
        version: "1.5.0".parse().unwrap(),
        arch: "x86_64".to_owned(),
        known: migrations(),
        applied: Some(migrations()),
        private_postgresql: Some("15.10".to_owned()),
    }
}

/// What a bundle that `change` made is told by a host.
fn judged(host: &Host, allow_downgrade: bool, change: impl Fn(&mut Manifest)) -> Option<String> {
    let mut manifest = Workshop::new().manifest();
    change(&mut manifest);
    let error = host.judge(&manifest, allow_downgrade).err()?;
    assert_eq!(error.downcast_ref::<Failure>().unwrap().fault, Fault::BundleUnfit);
    Some(error.to_string())
}

#[test]
fn a_later_release_for_this_host_is_welcome() {
    assert_eq!(judged(&host(), false, |_| {}), None);
    assert_eq!(judged(&Host { applied: None, ..host() }, false, |_| {}), None);
    let fresh = Host { applied: Some(Vec::new()), ..host() };
    assert_eq!(judged(&fresh, false, |m| m.migrations.truncate(3)), None);
}

#[test]
fn what_does_not_suit_the_host_is_refused() {
    let older = |m: &mut Manifest| m.version = "1.4.9".parse().unwrap();
    let gap = |m: &mut Manifest| m.migrations.truncate(migrations().len() - 1);
    let words = judged(&host(), false, |m| m.arch = "aarch64".to_owned()).unwrap();
    assert!(words.contains("it is for aarch64, this host is x86_64"), "{words}");
    let words = judged(&host(), false, older).unwrap();
    assert!(words.contains("1.4.9 is older than the installed 1.5.0"), "{words}");
    assert_eq!(judged(&host(), true, older), None);
    for applied in [Some(migrations()), None] {
        for allow_downgrade in [false, true] {
            let host = Host { applied: applied.clone(), ..host() };
            let words = judged(&host, allow_downgrade, gap).unwrap();
            assert!(words.contains(migrations().last().unwrap()), "{words}");
        }
    }
}

#[test]
fn the_private_database_must_still_open() {
    let words = judged(&host(), false, |m| m.postgresql = None).unwrap();
    assert!(words.contains("it has no PostgreSQL"), "{words}");
    let words = judged(&host(), false, |m| m.postgresql = Some("18.1".to_owned())).unwrap();
    assert!(words.contains("PostgreSQL 18.1 cannot open"), "{words}");
    let elsewhere = Host { private_postgresql: None, ..host() };
    assert_eq!(judged(&elsewhere, false, |m| m.postgresql = None), None);
}
