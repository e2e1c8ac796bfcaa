#!/bin/sh
# What a container runs: phoney, with whatever stands behind the image's name. A server that others reach needs a certificate;
# where none is named and none is in certs/, one is made, for the names in CERT_HOSTS.
set -euf
phoney="$(dirname "$0")/../bin/phoney.cjs"
make_certificates() {
  hosts=''
  for host in ${CERT_HOSTS:-localhost 127.0.0.1 phoney}; do hosts="$hosts --host $host"; done
  # shellcheck disable=SC2086 # a name has no spaces
  node "$phoney" certs --key-type p256 $hosts
}
case "${1:-}" in
  serve | listen) [ -e certs/server.pem ] || [ -n "${PHONEY_CERT:-}" ] || make_certificates ;;
esac
# Node itself gets the signals: it ends well.
exec node "$phoney" "$@"
