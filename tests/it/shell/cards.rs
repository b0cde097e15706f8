//! From a development authority to a card that would sign in, by the commands that are printed.

use super::{
    command,
    process::{self, database},
};
use std::process::Output;

#[tokio::test]
async fn the_printed_commands_lead_to_a_card_that_would_sign_in() {
    let data = process::data_dir();
    let (url, owner_url) = database("cards").await;
    let run = |arguments: &[&str]| -> Output {
        let mut command = command(data.path(), arguments);
        command.env("TREASURY_PLANE_DATABASE__URL", &url);
        command.env("TREASURY_PLANE_DATABASE__OWNER_URL", &owner_url);
        command.env("TREASURY_PLANE_AUTH__DEVELOPMENT", "true");
        command.output().unwrap()
    };
    let succeed = |arguments: &[&str]| {
        let output = run(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let obey = |said: &str| {
        let told = said.lines().filter_map(|line| line.split_once("treasury-plane trust "));
        let told: Vec<_> = told.map(|(_, rest)| format!("trust {rest}")).collect();
        for line in &told {
            succeed(&line.split_whitespace().collect::<Vec<_>>());
        }
        told.len()
    };
    let made = succeed(&["cert", "dev-ca"]);
    succeed(&["migrate", "up"]);
    assert_eq!(obey(&made), 3, "{made}");
    succeed(&["cert", "dev-card", "--name", "Jane Doe", "--upn", "jane@agency.gov"]);
    let check = run(&["trust", "check", "dev-ca/jane-doe.pem"]);
    let words = String::from_utf8(check.stdout).unwrap();
    assert_eq!(check.status.code(), Some(0), "{words}");
    assert!(words.ends_with("wait_for_approval\n"), "{words}");

    let revoked = succeed(&["cert", "dev-card", "--name", "Lost Card", "--revoked"]);
    assert_eq!(obey(&revoked), 1, "{revoked}");
    let check = run(&["trust", "check", "dev-ca/lost-card.pem"]);
    let words = String::from_utf8(check.stdout).unwrap();
    assert_eq!(check.status.code(), Some(1), "{words}");
    assert!(words.ends_with("refuse (revoked)\n"), "{words}");
    // The other card is as good as before.
    assert!(run(&["trust", "check", "dev-ca/jane-doe.pem"]).status.success());
}
