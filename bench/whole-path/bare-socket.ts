// What a bare node:tls socket costs for the same bodies: `node bare-socket.ts BODIES.ndjson DIRECTORY PORT COUNT`.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';

const [file = '', directory = '', port = '', count = ''] = process.argv.slice(2);
const read = (name: string): Buffer => readFileSync(path.join(directory, name));
const bodies = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { readonly body: string }).body);
const [ca, cert, key] = [read('ca.pem'), read('client.pem'), read('client-key.pem')];
const secureContext = tls.createSecureContext({ ca, cert, key });
const head = `POST /x HTTP/1.1\r\nhost: localhost:${port}\r\ncontent-type: application/json\r\ncontent-length: `;
let [sent, answered] = [0, 0];

function post(socket: tls.TLSSocket): void {
  if (sent >= Number(count)) return;
  const body = bodies[sent++ % bodies.length] ?? '';
  socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

for (let i = 0; i < 16; i++) {
  const options = { host: 'localhost', port: Number(port), secureContext, servername: 'localhost' };
  const socket = tls.connect(options, () => {
    socket.setNoDelay(true);
    post(socket);
  });
  socket.on('data', (chunk: Buffer) => {
    if (chunk.toString('latin1', 9, 12) !== '200') throw new Error(chunk.toString('latin1', 0, 40));
    if (++answered < Number(count)) return post(socket);
    // eslint-disable-next-line n/no-process-exit
    process.exit(0);
  });
}
