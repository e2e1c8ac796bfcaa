#!/usr/bin/env bash
# Installs the Redis that test/shares/redis runs against, on a machine of CI: Debian's package, as root. A user's machine is left
# as it is. Never fails: without a Redis its tests are skipped, and this says why.
set -uo pipefail

command -v redis-server > /dev/null && exit 0
command -v valkey-server > /dev/null && exit 0

skipped="Tests against a real Redis are skipped."
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
  echo "Not installed: redis-server. That takes root and apt-get. $skipped" >&2
  exit 0
fi
echo "Installing redis-server …" >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! timeout 180 sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends redis-server' > "$log" 2>&1; then
  tail -3 "$log" >&2
  echo "Could not install redis-server: apt-get's last words are above. $skipped" >&2
fi
