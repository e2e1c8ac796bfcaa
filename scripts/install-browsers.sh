#!/usr/bin/env bash
# Installs the browsers that test/browser runs in, where they are missing. The tests take the browsers that they find.
set -uo pipefail

missing=()
command -v chromium > /dev/null || missing+=(chromium)
command -v firefox-esr > /dev/null || missing+=(firefox-esr)
[ ${#missing[@]} -eq 0 ] && exit 0
exec "$(dirname "$0")/install-packages.sh" "Tests in browsers that are not there are skipped." "${missing[@]}"
