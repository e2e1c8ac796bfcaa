/**
 * Clients that send as fast as the hub takes it, and read what it answers: started with a URL, a count and a kind of flood. Floods
 * while it is told to.
 */
import { connect, type Socket } from 'node:net';
import { clientFrame, openingRequest } from './client-frame.ts';

const [url = '', count = '1', kind = 'small'] = process.argv.slice(2);
const { port } = new URL(url);

const messages: Readonly<Record<string, string>> = {
  small: '{"type":1,"invocationId":"1","target":"Echo","arguments":[1]}\u001e',
  long: `{"type":1,"target":"Echo","arguments":["${'x'.repeat(30_000)}"]}\u001e`,
  unknown: '{"type":99}\u001e',
};
const frame = clientFrame(messages[kind] ?? '');
const burst = Buffer.concat(Array.from({ length: Math.ceil(65_536 / frame.length) }, () => frame));
let floods = false;

const sockets: Socket[] = [];
for (let i = 0; i < Number(count); i++) {
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(openingRequest('/'));
  socket.write(clientFrame('{"protocol":"json","version":1}\u001e'));
  socket.resume();
  socket.on('drain', () => pour(socket));
  sockets.push(socket);
}

function pour(socket: Socket): void {
  if (floods && socket.write(burst)) setImmediate(() => pour(socket));
}

process.on('message', (word) => {
  floods = word === 'flood';
  if (floods) for (const socket of sockets) pour(socket);
});
process.on('disconnect', () => process.exit(0));
