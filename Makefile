# The two commands of the README; both do all their own set-up.
HOME_SIDE ?= Atalanta
AWAY_SIDE ?= Liverpool
ON ?= 2024-04-18
OUT ?= preview

.PHONY: preview test check setup clean

preview: setup
	@.venv/bin/pressbox preview "$(HOME_SIDE)" "$(AWAY_SIDE)" --on "$(ON)" --out "$(OUT)"

test: setup
	@scripts/test

check: setup
	@scripts/check

setup:
	@scripts/setup

clean:
	rm -rf .venv preview site
