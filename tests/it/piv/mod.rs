//! Signing in by card, over real sockets: the tests H, T of the specification of card sign-in.
//!
//! [`world::World`] is a server with a main host, a card host and a load balancer's listener, and an
//! authority that issues cards. [`alb::Alb`] behaves as AWS documents its load balancer.

mod alb;
mod browser;
mod certificate_headers;
mod development;
mod flow;
mod headers;
mod link;
mod lockout;
mod readiness;
mod tls;
mod wire;
mod world;
