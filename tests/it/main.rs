//! The integration tests, one binary. Run them with `make test`, which provides PostgreSQL.

#[cfg(test)]
mod shell;
#[cfg(test)]
mod tidy;
