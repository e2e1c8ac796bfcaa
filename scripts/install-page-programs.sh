#!/usr/bin/env bash
# Installs the programs that pages type beside phoney, which tests of test/docs run: curl, jq, openssl; on a machine of CI that lacks one.
set -uo pipefail
cd "$(dirname "$0")"

lacking=()
for program in curl jq openssl; do
  command -v "$program" > /dev/null || lacking+=("$program")
done
[ ${#lacking[@]} -eq 0 ] || ./install-packages.sh 'Command lines of pages that need them are skipped.' "${lacking[@]}"
