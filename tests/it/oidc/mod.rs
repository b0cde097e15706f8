//! Sign-in by OpenID Connect: the tests O1 to O22 of the specification, by their numbers.
//!
//! Two providers play against us. `certified` is the npm package `oidc-provider`, which shows that
//! the real flow works and refuses what it should; `rogue` is ours and lies as each test asks.

mod browser;
mod certified;
mod console;
mod flow;
mod lockout;
mod logout;
mod people;
mod real;
mod rogue;
mod stage;
mod tokens;

use browser::Browser;
use certified::Certified;
use rogue::Rogue;
use stage::Stage;
