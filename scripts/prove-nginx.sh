#!/usr/bin/env bash
# Proves that phoney delivers everything to an nginx that wants a client certificate (ssl_verify_client on, TLS 1.3).
# Needs nginx (Debian: apt-get install nginx-light). Takes about a minute; not a part of npm test.
#   scripts/prove-nginx.sh [SCENARIO] [RATE] [DURATION]
set -euo pipefail
cd "$(dirname "$0")/.."
scenario=${1:-scenarios/first-day.yaml}
rate=${2:-500}
duration=${3:-30s}
export PATH="$PWD/node_modules/.bin:$PATH"

nginx=$(command -v nginx || ls /usr/sbin/nginx 2>/dev/null || true)
if [ -z "$nginx" ]; then
  echo 'There is no nginx here. Install one, on Debian with: apt-get install nginx-light' >&2
  exit 3
fi

dir=$(mktemp -d)
chmod 755 "$dir"
server=
stop() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$dir"
}
trap stop EXIT

node src/cli/main.ts certs --out "$dir/certs" --quiet
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')

cat > "$dir/nginx.conf" <<CONF
daemon off;
master_process off;
pid $dir/nginx.pid;
error_log $dir/error.log warn;
events { worker_connections 1024; }
http {
  log_format plain '\$status \$ssl_protocol "\$ssl_client_s_dn"';
  access_log $dir/access.log plain;
  client_body_temp_path $dir/body;
  proxy_temp_path $dir/proxy;
  fastcgi_temp_path $dir/fastcgi;
  uwsgi_temp_path $dir/uwsgi;
  scgi_temp_path $dir/scgi;
  server {
    listen 127.0.0.1:$port ssl;
    server_name localhost;
    ssl_certificate $dir/certs/server.pem;
    ssl_certificate_key $dir/certs/server-key.pem;
    ssl_client_certificate $dir/certs/ca.pem;
    ssl_verify_client on;
    ssl_protocols TLSv1.3;
    location / { return 200 'ok'; }
  }
}
CONF
"$nginx" -p "$dir" -c "$dir/nginx.conf" 2> "$dir/start.log" &
server=$!
for _ in $(seq 50); do
  if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
  if ! kill -0 "$server" 2>/dev/null; then
    cat "$dir/start.log" "$dir/error.log" >&2
    exit 3
  fi
  sleep 0.1
done

echo "$("$nginx" -v 2>&1), ssl_verify_client on, TLS 1.3: $scenario at $rate/s for $duration" >&2
code=0
node src/cli/main.ts run "$scenario" --url "https://localhost:$port/events" --rate "$rate" --duration "$duration" \
  --cert "$dir/certs/client.pem" --key "$dir/certs/client-key.pem" --ca "$dir/certs/ca.pem" \
  --json > "$dir/summary.json" || code=$?
kill "$server"
wait "$server" 2>/dev/null || true
server=

SUMMARY=$(tail -n 1 "$dir/summary.json") ACCESS="$dir/access.log" CODE=$code node -e '
const { books, verdict } = JSON.parse(process.env.SUMMARY);
const lines = require("fs").readFileSync(process.env.ACCESS, "utf8").split("\n").filter(Boolean);
const answered = lines.filter((line) => line.startsWith("200 TLSv1.3 ")).length;
const { rendered, filtered, delivered, dropped, cutOff } = books;
const balanced = rendered === filtered + delivered + dropped + cutOff;
console.log(`phoney: ${JSON.stringify(books)}, ${verdict}; nginx: ${lines.length} requests, ${answered} answered 200 over TLS 1.3`);
console.log(`clients: ${[...new Set(lines.map((line) => line.split("\"")[1]))].join(", ")}`);
const proved = process.env.CODE === "0" && balanced && dropped + cutOff === 0 && delivered > 0 && delivered === answered && lines.length === answered;
console.log(proved ? "Proved: everything was delivered." : `Not proved (phoney ended with ${process.env.CODE}).`);
process.exit(proved ? 0 : 1);
'
