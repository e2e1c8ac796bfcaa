import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { machineClock } from '../../lib/clock.ts';
import { usualSocketSettings } from './config.ts';
import { SocketConnection } from './connection.ts';

async function connect() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  onTestFinished(() => {
    client.terminate();
    server.close();
  });
  const [socket, request] = (await once(server, 'connection')) as [WebSocket, IncomingMessage];
  const connection = new SocketConnection({
    ...{ id: '1', user: {}, socket, wire: request.socket, settings: usualSocketSettings },
    clock: machineClock,
  });
  return { client, connection };
}

test('a reason that is too long for a close frame is cut between two characters', async () => {
  const { client, connection } = await connect();
  connection.close(1011, 'あ'.repeat(100));
  const [code, reason] = (await once(client, 'close')) as [number, Buffer];
  expect([code, reason.toString()]).toEqual([1011, 'あ'.repeat(41)]);
});

test('a code that nobody may send throws, and the connection can still be closed', async () => {
  const { client, connection } = await connect();
  expect(() => connection.close(999)).toThrow('First argument must be a valid error code number');
  expect(connection.isOpen).toBe(true);
  connection.close();
  expect((await once(client, 'close'))[0]).toBe(1000);
});

test('what a stall held back goes out before what comes after it', async () => {
  const { client, connection } = await connect();
  let isStalled = true;
  connection.stallWhile(() => isStalled);
  connection.send('held');
  isStalled = false;
  connection.send('after it');
  connection.close();
  const told: string[] = [];
  client.on('message', (data: Buffer) => told.push(data.toString()));
  await once(client, 'close');
  expect(told).toEqual(['held', 'after it']);
});
