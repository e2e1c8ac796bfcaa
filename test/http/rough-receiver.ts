import net from 'node:net';
import { machineClock } from '../../src/lib/clock.ts';
import { carryOut, isSocketFault, type SocketFault } from '../../src/receiver/socket-faults.ts';

/** What the receiver does with one request. `200` to `599` answer that status with a short body. */
export type Behaviour =
  | number
  | SocketFault
  | 'redirect'
  | 'reset in a body without length'
  | 'early hints'
  | 'close'
  | 'drop after';

/** One request as it came in. */
export interface Received {
  readonly eventId: string;
  readonly head: string;
  readonly body: string;
  readonly behaviour: Behaviour;
  /** Which connection it came over, counted from 1. */
  readonly connection: number;
}

/** A receiver on a bare socket, so that it can misbehave in ways that an HTTP server cannot. */
export interface RoughReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  readonly openConnections: () => number;
  readonly maxConnections: () => number;
  close(): Promise<void>;
}

/** Starts one on 127.0.0.1. `behave` is asked once per request; it counts the requests of one event from 1. */
export async function startRoughReceiver(
  behave: (eventId: string, nth: number) => Behaviour,
): Promise<RoughReceiver> {
  const received: Received[] = [];
  const counts = new Map<string, number>();
  const sockets = new Set<net.Socket>();
  let connections = 0;
  let mostConnections = 0;
  const server = net.createServer((socket) => {
    const connection = ++connections;
    sockets.add(socket);
    mostConnections = Math.max(mostConnections, sockets.size);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      for (let request = takeRequest(text); request !== undefined; request = takeRequest(text)) {
        text = request.rest;
        const eventId = /^x-event-id: (.*)$/im.exec(request.head)?.[1] ?? '';
        const nth = (counts.get(eventId) ?? 0) + 1;
        counts.set(eventId, nth);
        const behaviour = behave(eventId, nth);
        received.push({ eventId, head: request.head, body: request.body, behaviour, connection });
        answer(socket, behaviour);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events?x=1`,
    received,
    openConnections: () => sockets.size,
    maxConnections: () => mostConnections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function takeRequest(text: string): { head: string; body: string; rest: string } | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
  const body = text.slice(end + 4, end + 4 + length);
  if (body.length < length) return undefined;
  return { head, body: Buffer.from(body, 'latin1').toString(), rest: text.slice(end + 4 + length) };
}

const bare = {
  reset: (socket: net.Socket) => void socket.resetAndDestroy(),
  turn: () => machineClock.turn(),
};

function answer(socket: net.Socket, behaviour: Behaviour): void {
  if (isSocketFault(behaviour)) return carryOut(behaviour, socket, bare);
  switch (behaviour) {
    case 'redirect':
      socket.write('HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n');
      return;
    case 'reset in a body without length':
      socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf', () => socket.resetAndDestroy());
      return;
    case 'early hints':
      socket.write('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      return;
    case 'close':
      socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok');
      return;
    case 'drop after':
      // Promises to keep the connection and does not.
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      return;
    default:
      socket.write(`HTTP/1.1 ${behaviour} Whatever\r\nContent-Length: 2\r\n\r\nok`);
  }
}
