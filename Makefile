# run    sets up what is missing, builds everything and starts the server
# build  the same without starting
# test   check, then the Rust, front-end and browser tests, and a minute of chaos
# check  formatting, lints, types, generated files, licences
# bench  the table of measurements
# chaos  kills, stops and starves a small installation for minutes and counts what is left
# fmt    formats everything
# clean  removes what was built

PG_BUNDLE := $(CURDIR)/packaging/postgres/dist/postgres.tar.zst
export PG_BUNDLE
TARGET_DIR := $(or $(CARGO_TARGET_DIR),$(CURDIR)/target)
BINARY = $(TARGET_DIR)/$(shell rustc --print host-tuple)/release/treasury-plane
FRONTEND_SOURCES := $(shell find frontend \( -name node_modules -o -name dist \) -prune -o -type f -print)
BUILD_PACKAGES := gcc=cc libc6-dev='/usr/lib/*-linux-gnu/libc.a' zstd=zstd
TEST_PACKAGES := chromium=chromium git=git libnss3-tools=certutil openssl=openssl postgresql='/usr/lib/postgresql/*/bin/pg_basebackup' python3-venv=python3 redis-server=redis-server

.PHONY: run build test check bench chaos fmt clean set-up
.DELETE_ON_ERROR:

run: build
	$(BINARY) serve

build: set-up $(PG_BUNDLE) frontend/node_modules/.built
	cargo build --release --features bundle

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
	npm --prefix tests/e2e ci
	TREASURY_PLANE_TEST_BINARY=$(BINARY) npm --prefix tests/e2e test
	CHAOS_SHORT=1 cargo run --quiet --release --features bundle --example chaos -- $(BINARY)

bench: build
	cargo build --release -p pki --example large_crl
	cargo run --release --features bundle --example bench

chaos: build
	cargo run --release --features bundle --example chaos -- $(BINARY)

fmt:
	cargo fmt --all
	npm --prefix frontend run fix

clean:
	cargo clean
	rm -rf frontend/*/dist frontend/node_modules/.built packaging/postgres/dist
