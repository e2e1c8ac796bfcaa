#!/usr/bin/env bash
# Installs what some tests run against, on a machine of CI: Debian's packages, as root. A user's machine is left as it is. Never
# fails: without a package its tests are skipped, and this says why.
#
#     scripts/install-packages.sh WHAT-IS-SKIPPED PACKAGE...
set -uo pipefail

skipped=$1
shift
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
  echo "Not installed: $*. That takes root and apt-get. $skipped" >&2
  exit 0
fi
echo "Installing $* …" >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! timeout 180 sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"' install "$@" > "$log" 2>&1; then
  tail -3 "$log" >&2
  echo "Could not install $*: apt-get's last words are above. $skipped" >&2
fi
