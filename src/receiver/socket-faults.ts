import type { Socket } from 'node:net';

/** What faults need beside the socket. */
export interface FaultParts {
  /** Resets the TCP connection under a socket. */
  readonly reset: (socket: Socket) => void;
  /** Gives the event loop one turn. */
  readonly turn: () => Promise<void>;
}

/**
 * What a receiver can do to a connection instead of answering. `socket` is a request's, with or without TLS; it takes no
 * further request afterwards.
 */
const faults = {
  /** Resets the TCP connection. */
  reset: (socket, { reset }) => reset(socket),
  /** Closes the connection without an answer. */
  'hang up': (socket) => socket.end(),
  /** Never answers. */
  stall: () => undefined,
  /** Breaks off in a body that has a length. */
  'cut body': (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'),
  /** Breaks off between two chunks. */
  'cut chunks': (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n'),
  /** Begins a body and never goes on. */
  'stall in body': (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'),
  /** Answers in another protocol than HTTP. */
  garbage: (socket) => socket.write('220 mail.example ready\r\n\r\n'),
  /** Sends a body without end. */
  'endless body': (socket, { turn }) => {
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    pour(socket, `10000\r\n${'x'.repeat(65536)}\r\n`, turn);
  },
  /** Sends headers without end. */
  'endless headers': (socket, { turn }) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    pour(socket, `x-more: ${'x'.repeat(1000)}\r\n`, turn);
  },
} satisfies Record<string, (socket: Socket, parts: FaultParts) => unknown>;

/** The name of one, as it stands in a behaviour: `reset`, `hang up`, `stall`, … */
export type SocketFault = keyof typeof faults;

/** All names. */
export const socketFaults = Object.keys(faults) as readonly SocketFault[];

/** Whether `text` is the name of one. */
export function isSocketFault(text: unknown): text is SocketFault {
  return typeof text === 'string' && Object.hasOwn(faults, text);
}

/** Does it to the connection of a request. */
export function carryOut(fault: SocketFault, socket: Socket, parts: FaultParts): void {
  const apply: (socket: Socket, parts: FaultParts) => unknown = faults[fault];
  apply(socket, parts);
}

/** Writes `text` again and again, as fast as the other side takes it. */
function pour(socket: Socket, text: string, turn: FaultParts['turn']): void {
  if (!socket.destroyed) socket.write(text, () => void turn().then(() => pour(socket, text, turn)));
}
