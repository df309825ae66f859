# roost: make run starts it, make test passes the tests; both install the system packages that are missing.

PREFIX ?= /usr/local
# What the build links, and what the tests drive besides.
BUILD_PACKAGES = libncurses-dev libsqlite3-dev libzstd-dev ncurses-bin
TEST_PACKAGES = $(BUILD_PACKAGES) bash zsh fish tmux vim-tiny less procps sqlite3 python3 python3-requests \
  python3-websockets python3-prometheus-client $(BROWSER)
# What the dashboard is tested with: Debian's name for a Chromium without a window. Ubuntu has Chromium as a snap alone,
# which says nothing of itself in containers: there ROOST_TEST_CHROMIUM has to name one, or that test fails and says so.
BROWSER := $(shell . /etc/os-release 2>/dev/null && [ "$$ID" = debian ] && echo chromium-headless-shell chromium-sandbox fonts-dejavu-core)
TEST_TARGETS = RoostModelTests RoostTasksTests RoostTerminalTests RoostWireTests RoostIOTests RoostPTYTests KeeperTests \
  RoostStoreTests RoostConfigTests RoostLogTests RoostDetectTests RoostServerTests RoostClientTests RoostGatewayTests RoostUITests RoostCommandTests RoostAPITests FuzzTests TortureTests
# What a session needs, and what prompts for the HTTP API of a model and programs elsewhere need besides.
CORE = roost roost-server roost-keeper
PROGRAMS = $(CORE) roost-api roost-gateway
# Static: a command starts in half of the time without the loader's work. The last flag has generic metadata made by
# direct calls in place of mangled names, which are looked up in all conformances of the program at every start.
RELEASE = -c release --static-swift-stdlib -Xswiftc -static-executable \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
SOURCES = Package.swift Sources Tests
# The only places that may say `unsafe`: C, the mapped journal, the cells and their checksum, and one search by the
# C library.
FENCES = /System/|/System\.swift|/OwnProcess\.swift|RoostTerminal/(Grid|Scrollback|Parser)/|Checksum\.swift|Journal|KeeperChannel|Poller|Curses\.swift|LoopTasks|RoostStore/Writing/(Compression|SelfPipe)\.swift|StreamMode\.swift

.PHONY: all deps test-deps build core debug run test e2e lint format check bench fuzz torture install uninstall clean

all: build

# $(call install_packages,LIST): installs what dpkg does not know as installed, and says so.
define install_packages
	@command -v swift >/dev/null || { \
	  echo "roost: cannot build: there is no swift in PATH (install a toolchain, https://www.swift.org/install)"; exit 1; }
	@if ! command -v dpkg-query >/dev/null; then \
	  echo "roost: this system has no apt; the build needs the development files of ncursesw, sqlite3 and zstd"; \
	else \
	  missing=""; \
	  for package in $(1); do \
	    dpkg-query -W -f='$${Status}' "$$package" 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    if [ "$$(id -u)" = 0 ]; then root=; \
	    elif command -v sudo >/dev/null; then root=sudo; \
	    else echo "roost: cannot install$$missing: neither root nor sudo (install them, then run make again)"; exit 1; fi; \
	    echo "roost: installing$$missing with $$root apt-get, because the build and its tests need them"; \
	    $$root apt-get update -qq && \
	      $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing || exit 1; \
	  fi; \
	fi
endef

deps:
	$(call install_packages,$(BUILD_PACKAGES))

test-deps:
	$(call install_packages,$(TEST_PACKAGES))

build: deps
	for program in $(PROGRAMS); do swift build $(RELEASE) --product $$program || exit 1; done

debug: deps
	for program in $(PROGRAMS); do swift build --product $$program || exit 1; done

core: deps
	for program in $(CORE); do swift build $(RELEASE) --product $$program || exit 1; done

run: core
	@"$$(swift build $(RELEASE) --show-bin-path)/roost"

# One process for each target: tests that wait for children of their own disturb each other in one.
# The server as a whole is tested with its sessions on its own loop, and spread over three.
# What failed is said once more at the end, where one looks for it.
test: test-deps
	swift build --build-tests
	@logs=.build/test-logs; rm -rf $$logs; mkdir -p $$logs; failed=""; \
	for run in $(TEST_TARGETS) EndToEndTests-1 EndToEndTests-3; do \
	  echo "== $$run"; target=$${run%-*}; how=; \
	  if [ $$target = EndToEndTests ]; then how=--no-parallel; export ROOST_LOOPS=$${run#*-}; fi; \
	  { swift test --skip-build $$how --filter "^$$target\." 2>&1 || touch $$logs/$$run.failed; } | tee $$logs/$$run; \
	  if [ -e $$logs/$$run.failed ]; then failed="$$failed $$run"; fi; \
	done; \
	if [ -n "$$failed" ]; then \
	  for target in $$failed; do \
	    echo "== $$target"; \
	    grep -E '✘|Fatal error|rogram crashed|signal code' $$logs/$$target | head -20; \
	    grep -A 12 'crashed:$$' $$logs/$$target | cut -c 1-160 | head -13; \
	  done; \
	  echo "roost: tests failed:$$failed"; exit 1; \
	fi

e2e: test-deps
	swift build --build-tests
	swift test --skip-build --no-parallel --filter EndToEndTests

lint:
	swift format lint --strict -r -p $(SOURCES)
	@found=$$(grep -rlw unsafe Sources --include='*.swift' | grep -vE '$(FENCES)' || true); \
	  test -z "$$found" || { echo "unsafe code outside the fences:"; echo "$$found"; exit 1; }

format:
	swift format -i -r -p $(SOURCES)

check: lint test

bench: deps
	swift build $(RELEASE) --product roost-bench
	"$$(swift build $(RELEASE) --show-bin-path)/roost-bench"

fuzz: deps
	swift build $(RELEASE) --product roost-fuzz
	"$$(swift build $(RELEASE) --show-bin-path)/roost-fuzz"

# The long form of the fault tests: real kills, full disks and broken files, against the release build.
torture: core test-deps
	swift build $(RELEASE) --product roost-torture
	@bin="$$(swift build $(RELEASE) --show-bin-path)"; failed=""; \
	for scenario in server-kills keeper-kills both-kills commit-kills power disk-full flips upgrade many history idle \
	  faults descriptors layout titles reader; do \
	  case $$scenario in reader) more="--seconds 600";; *) more=;; esac; \
	  "$$bin/roost-torture" $$scenario --bin "$$bin" $$more || failed="$$failed $$scenario"; \
	done; \
	if [ -n "$$failed" ]; then echo "roost: torture failed:$$failed"; exit 1; fi

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin"
	bin="$$(swift build $(RELEASE) --show-bin-path)"; \
	  for program in $(PROGRAMS); do \
	    install -s -m 755 "$$bin/$$program" "$(DESTDIR)$(PREFIX)/bin/.$$program.new" && \
	    mv -f "$(DESTDIR)$(PREFIX)/bin/.$$program.new" "$(DESTDIR)$(PREFIX)/bin/$$program" || exit 1; \
	  done

uninstall:
	for program in $(PROGRAMS); do rm -f "$(DESTDIR)$(PREFIX)/bin/$$program"; done

clean:
	swift package clean
