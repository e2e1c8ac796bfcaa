import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { plainWire } from '../../src/channels/http/wire.ts';
import type { Wire } from '../../src/channels/http/wire.ts';
import { asappLane, makeMessage, makeSetting } from './setting.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** A server that answers each request once it is whole, and what it read, piece by piece. */
async function startServer(onHead?: (socket: net.Socket) => void) {
  const pieces: string[] = [];
  const server = net.createServer({ noDelay: true }, (socket) => {
    let text = '';
    socket
      .on('error', () => undefined)
      .on('data', (bytes: Buffer) => {
        pieces.push(bytes.toString('latin1'));
        const hadHead = text.includes('\r\n\r\n');
        text += bytes.toString('latin1');
        if (!hadHead && text.includes('\r\n\r\n')) onHead?.(socket);
        if (!text.endsWith('}')) return;
        text = '';
        socket.write(ok);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { pieces, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

async function sendTwo(url: string, wire?: Wire) {
  const setting = makeSetting([{ ...asappLane, retries: 0 }], wire && { wire });
  for (const seq of [1, 2]) {
    setting.send(makeMessage(seq, url));
    await setting.drain();
  }
  await setting.channel.close();
  return setting.outcomes.map(({ outcome }) => outcome);
}

test('a request is one write: its head, Host first, and its body', async () => {
  const { pieces, url } = await startServer();
  expect(await sendTwo(url)).toEqual(['delivered', 'delivered']);
  expect(pieces).toHaveLength(2);
  expect(Buffer.from(pieces[0] ?? '', 'latin1').toString()).toBe(
    `POST / HTTP/1.1\r\nhost: ${new URL(url).host}\r\nconnection: keep-alive\r\ncontent-type: application/json\r\n` +
      `x-event-id: event-1\r\ncontent-length: 42\r\n\r\n${makeMessage(1, url).body}`,
  );
});

test('who writes the bytes in another way decides how they get onto the connection', async () => {
  let writeRest = (): void => undefined;
  // The rest is written once the other side has read the head, so that it is a piece of its own.
  const { pieces, url } = await startServer(() => writeRest());
  const inTwo: Wire = {
    ...plainWire,
    write: (socket, { head, body }) => {
      writeRest = () => void socket.write(body);
      socket.write(head);
    },
  };
  expect(await sendTwo(url, inTwo)).toEqual(['delivered', 'delivered']);
  expect(pieces).toHaveLength(4);
});

test('who waits for 100 Continue is told of it', async () => {
  const { url } = await startServer((socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'));
  const bodies = new Map<net.Socket, string>();
  const expecting: Wire = {
    ...plainWire,
    write: (socket, { head, body }) => {
      bodies.set(socket, body);
      socket.write(head.replace('\r\n\r\n', '\r\nexpect: 100-continue\r\n\r\n'));
    },
    interim: (socket) => void socket.write(bodies.get(socket) ?? ''),
  };
  expect(await sendTwo(url, expecting)).toEqual(['delivered', 'delivered']);
});
