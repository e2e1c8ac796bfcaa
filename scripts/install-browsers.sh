#!/usr/bin/env bash
# Installs the browsers that test/browser runs in, on a machine of CI: Debian's packages, as root. A user's machine is left as
# it is: the tests take the browsers that they find, and skip those that they do not. Never fails: without a browser its tests
# are skipped, and this says why.
set -uo pipefail

missing=()
command -v chromium > /dev/null || missing+=(chromium)
command -v firefox-esr > /dev/null || missing+=(firefox-esr)
[ ${#missing[@]} -eq 0 ] && exit 0

skipped="Tests in browsers that are not there are skipped."
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
  echo "Not installed: ${missing[*]}. That takes root and apt-get. $skipped" >&2
  exit 0
fi
echo "Installing ${missing[*]} (half a minute) …" >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! timeout 180 sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"' install "${missing[@]}" > "$log" 2>&1; then
  tail -3 "$log" >&2
  echo "Could not install ${missing[*]}: apt-get's last words are above. $skipped" >&2
fi
