#!/usr/bin/env bash
# Installs the Redis that test/shares/redis runs against, where there is none, nor a Valkey.
set -uo pipefail

command -v redis-server > /dev/null && exit 0
command -v valkey-server > /dev/null && exit 0
exec "$(dirname "$0")/install-packages.sh" "Tests against a real Redis are skipped." redis-server
