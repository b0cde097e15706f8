//! Paths made by chance, the same at every run: ours and OpenSSL's verdict must be one. The corpora
//! have one oddity for each path; these have several, of policies, names and lengths.

use pki::{Profile, Purpose, known, validate};

use crate::forge::{Cert, NOW, oid, seq, tlv};
use crate::made::{
    Authority, authority, constraints, directory, parse, person, profile, trust, with_policies,
};
use crate::oracle::{Question, ask, write_pool};
use crate::replay::Numbers;

const PATHS: usize = 150;
const POLICIES: [&str; 3] = ["1.3.6.1.4.1.55555.1", "1.3.6.1.4.1.55555.2", "1.3.6.1.4.1.55555.3"];
const ANY: &str = "2.5.29.32.0";

struct Dice(Numbers);

impl Dice {
    /// True once in so many times.
    fn one_in(&mut self, bound: usize) -> bool {
        self.0.below(bound) == 0
    }

    fn policy(&mut self) -> &'static str {
        POLICIES[self.0.below(POLICIES.len())]
    }

    /// Some policies, mostly at least one.
    fn policies(&mut self) -> Vec<&'static str> {
        let mut policies: Vec<&str> = POLICIES.into_iter().filter(|_| !self.one_in(3)).collect();
        if self.one_in(4) {
            policies.push(ANY);
        }
        policies
    }

    /// A certificate of an authority with some of the extensions that bind those below.
    fn authority(&mut self, name: &str) -> Cert {
        let mut cert = with_policies(authority(name), &self.policies());
        if self.one_in(3) {
            let length = self.0.below(3) as u8;
            cert = cert.without("2.5.29.19").with(
                "2.5.29.19",
                true,
                &[0x30, 6, 1, 1, 0xff, 2, 1, length],
            );
        }
        if self.one_in(3) {
            let mapping = seq(&[&oid(self.policy()), &oid(self.policy())]);
            cert = cert.with("2.5.29.33", true, &seq(&[&mapping]));
        }
        if self.one_in(4) {
            let tag = if self.one_in(2) { 0x80 } else { 0x81 };
            let skip = self.0.below(3) as u8;
            cert = cert.with("2.5.29.36", true, &seq(&[&[tag, 1, skip]]));
        }
        if self.one_in(4) {
            cert = cert.with("2.5.29.54", true, &[2, 1, self.0.below(3) as u8]);
        }
        if self.one_in(4) {
            cert = cert.with("2.5.29.30", true, &self.constraints());
        }
        cert
    }

    /// Constraints that the names used here meet half of the time.
    fn constraints(&mut self) -> Vec<u8> {
        let name = match self.0.below(4) {
            0 => directory("DOE.JOHN.A.1234567890"),
            1 => directory("nobody"),
            2 => tlv(0x81, b"agency.gov"),
            _ => tlv(0x81, b"other.gov"),
        };
        // A permitted directory name would exclude every authority in between.
        if name[0] == 0x81 && self.one_in(2) {
            constraints(&[name], &[])
        } else {
            constraints(&[], &[name])
        }
    }

    fn leaf(&mut self) -> Cert {
        let mut policies = self.policies();
        if policies.is_empty() && !self.one_in(4) {
            policies.push(POLICIES[0]);
        }
        let cert = with_policies(person(), &policies);
        if self.one_in(2) { cert.alternative(&[tlv(0x81, b"john.doe@agency.gov")]) } else { cert }
    }

    fn profile(&mut self) -> Profile {
        let wanted = match self.0.below(3) {
            0 => vec![known::ANY_POLICY],
            1 => vec![POLICIES[0].parse().unwrap()],
            _ => POLICIES[..2].iter().map(|policy| policy.parse().unwrap()).collect(),
        };
        Profile {
            policies: wanted,
            require_explicit_policy: self.one_in(2),
            inhibit_policy_mapping: self.one_in(4),
            inhibit_any_policy: self.one_in(4),
            purpose: Purpose::Path,
            ..profile()
        }
    }
}

#[test]
fn openssl_agrees_on_paths_made_by_chance() {
    let mut dice = Dice(Numbers(0x2545_f491_4f6c_dd1d));
    let (mut accepted, mut differ) = (0, Vec::new());
    for number in 0..PATHS {
        let mut line = vec![Authority::root("root")];
        for level in 0..dice.0.below(4) {
            // Now and then a new key under the same name.
            let above = line.last().unwrap();
            let same = level > 0 && dice.one_in(4);
            let name = if same { above.name.clone() } else { format!("ca {level}") };
            let cert = dice.authority(&name);
            line.push(above.below_with(&name, |_| cert.clone()));
        }
        let cert = dice.leaf();
        let leaf = parse(&line.last().unwrap().person_with(|_| cert.clone()));
        let pool: Vec<&[u8]> = line[1..].iter().map(|one| one.der.as_slice()).collect();
        let store = trust(&[&line[0].der], &pool, &dice.profile());
        let ours = validate(&leaf, &[], NOW, &store);
        accepted += usize::from(ours.is_accepted());
        let name = format!("random {number}");
        let pool = write_pool(&name.replace(' ', "-"), &store);
        let (pool, trust) = (pool.as_ref(), &store);
        let question = Question { name: &name, leaf: &leaf, trust, now: NOW, pool, crls: None };
        let theirs = ask(&question);
        if theirs.is_ok() != ours.is_accepted() {
            differ.push(format!("{name}: ours {:?}, OpenSSL {theirs:?}", ours.outcome));
        }
    }
    println!("{accepted} of {PATHS} accepted, {} differ", differ.len());
    assert!(differ.is_empty(), "{differ:#?}");
    // Chance must reach both verdicts often.
    assert!((PATHS / 5..PATHS * 4 / 5).contains(&accepted), "{accepted} accepted");
}
