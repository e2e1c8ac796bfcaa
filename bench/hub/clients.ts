/**
 * Many WebSocket clients in a process of their own, which shake hands, call one method and then only drain their
 * sockets: started by the benches with a URL, a count, a protocol (`json`, `messagepack`, `none`) and the address of this machine that
 * they come from, of which each has ports for some 28,000.
 */
import { connect, type Socket } from 'node:net';

const [url = '', count = '0', protocol = 'none', localAddress = '127.0.0.1'] = process.argv.slice(2);
const { port, pathname } = new URL(url);

/** A client's frame: short, masked with zeros. */
function frame(payload: Buffer, opcode: number): Buffer {
  return Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

let bytes = 0;
const sockets: Socket[] = [];

function open(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: '127.0.0.1', localAddress });
    sockets.push(socket);
    socket.once('error', reject);
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: bench\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    if (protocol !== 'none') {
      socket.write(frame(Buffer.from(`{"protocol":"${protocol}","version":1}\u001e`), 1));
    }
    socket.once('data', () => {
      socket.on('data', (chunk) => {
        bytes += chunk.length;
      });
      resolve();
    });
  });
}

// In rows of a hundred, so that the listener's queue is never full.
for (let at = 0; at < Number(count); at += 100) {
  const row = Array.from({ length: Math.min(100, Number(count) - at) }, open);
  // oxlint-disable-next-line no-await-in-loop
  await Promise.all(row);
}
process.on('message', (question) => {
  if (question === 'bytes') process.send?.({ bytes });
  if (question === 'stop') process.exit(0);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
