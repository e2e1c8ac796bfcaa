import type { CentreEvent } from '../centre/model/event.ts';
import type { RecordedLoad } from './figures/recorded-load.ts';
import { hidden, hideSecretQuery } from '../lib/address/secret-query.ts';
import type {
  Attempt,
  ClientFact,
  HttpMessage,
  Message,
  OpenedConnection,
  Outcome,
} from '../channels/message.ts';

/** One line of what happened in a run. `seq` counts within the type, from 1; a message's is the one that others refer to. */
export type RunRecord =
  | { readonly type: 'event'; readonly seq: number; readonly event: CentreEvent }
  | { readonly type: 'message'; readonly seq: number; readonly message: Message }
  | { readonly type: 'attempt'; readonly seq: number; readonly message: Message; readonly attempt: Attempt }
  | {
      readonly type: 'outcome';
      readonly seq: number;
      /** When it was known, monotonic ms. Absent: nobody looked at the clock. */
      readonly ms?: number;
      readonly message: Message;
      readonly outcome: Outcome;
    }
  | {
      readonly type: 'fault';
      readonly seq: number;
      readonly message?: Message;
      readonly fault: RecordedFault;
    }
  | { readonly type: 'command'; readonly seq: number; readonly command: RecordedCommand }
  | { readonly type: 'client'; readonly seq: number; readonly client: RecordedClient }
  | { readonly type: 'load'; readonly seq: number; readonly load: RecordedLoad }
  | { readonly type: 'connection'; readonly seq: number; readonly connection: OpenedConnection };

/** What a fault of the scenario did, to a message or at a hub. */
export interface RecordedFault {
  /** Its name. */
  readonly name: string;
  /** What it is, such as `duplicate`. */
  readonly kind: string;
  /** In a few words what it did, such as `missing: data.status`; `null` where the kind says it all. */
  readonly what: string | null;
  /** On the wire: of which try of the message. */
  readonly try?: number | undefined;
  /** At a hub: whose it is, the client's user by the name that the scenario knows, and the connection's id. */
  readonly vendor?: string | undefined;
  readonly client?: string | undefined;
  readonly connection?: string | undefined;
  /** At a vendor's route: its path, with `{name}` for what varies. */
  readonly path?: string | undefined;
}

/** A command and what came of it. */
export interface RecordedCommand {
  /** Unique in the run. */
  readonly id: string;
  /** When it was carried out or refused, simulated epoch ms. */
  readonly at: number;
  /** What was asked, such as `contact.hang-up`. */
  readonly do: string;
  /** The command as it was given. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Who gave it: the scenario's file, a program that holds the run, or a caller of the control API. */
  readonly source: 'scenario' | 'library' | 'api';
  readonly outcome: 'done' | 'refused';
  /** Why it was refused, a whole sentence; `null` when it was done. */
  readonly reason: string | null;
  /** What a command of the scenario came after; absent when nothing triggered it. */
  readonly trigger?: RecordedTrigger | undefined;
}

/** What triggered a command of the scenario. */
export interface RecordedTrigger {
  /** Where the command stands in the scenario, such as `commands[2]`. */
  readonly command: string;
  /** The type of the event that it came after. */
  readonly event: string;
  /** When that happened, simulated, ISO 8601 in UTC. */
  readonly at: string;
  /** Whom and what it was about; each absent when it was about none. */
  readonly agent?: string | undefined;
  readonly queue?: string | undefined;
  readonly contact?: string | undefined;
  readonly callback?: string | undefined;
}

/** What a client of a vendor's hub did, or what became of it. */
export interface RecordedClient extends ClientFact {
  readonly vendor: string;
  /** Monotonic ms. */
  readonly atMs: number;
}

/** Whoever wants every record, in order: a fold, a file. Must not throw. */
export type RecordSink = (record: RunRecord) => void;

/** The record as one line of JSON without the line break, as `--record` writes it. */
export function formatRecord(record: RunRecord): string {
  switch (record.type) {
    case 'event': {
      const { type, at, ...facts } = record.event;
      return JSON.stringify({ type: 'event', seq: record.seq, at: isoTime(at), event: type, ...facts });
    }
    case 'message': {
      const { eventId, eventType, contactId, copyOf } = record.message;
      return JSON.stringify({ ...messageLine(record.message), eventId, eventType, contactId, copyOf });
    }
    case 'attempt':
      return JSON.stringify({ type: 'attempt', seq: record.seq, ...record.attempt });
    case 'outcome':
      return JSON.stringify({ type: 'outcome', seq: record.seq, ...record.outcome, ms: record.ms });
    case 'fault': {
      const { name, ...rest } = record.fault;
      const of = record.message && { messageSeq: record.message.seq, eventId: record.message.eventId };
      return JSON.stringify({ type: 'fault', seq: record.seq, ...of, fault: name, ...rest });
    }
    case 'command': {
      const { id, at, ...rest } = record.command;
      return JSON.stringify({ type: 'command', seq: record.seq, id, at: isoTime(at), ...rest });
    }
    case 'client': {
      const { vendor, client, connection, what, atMs, ...rest } = record.client;
      const head = { type: 'client', seq: record.seq, vendor, client, connection, what, atMs };
      return JSON.stringify({ ...head, ...rest });
    }
    case 'load':
      return JSON.stringify({ type: 'load', seq: record.seq, ...record.load });
    case 'connection':
      return JSON.stringify({ type: 'connection', seq: record.seq, ...record.connection });
  }
}

/** What `--dry-run` prints for a message, before it is made into JSON. `at` is the simulated time, ISO 8601 in UTC. */
export function messageLine(message: Message) {
  const { seq, at, vendor, feed, channel, body } = message;
  return { type: 'message', seq, at: isoTime(at), vendor, feed, channel, ...addressOf(message), body };
}

function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/**
 * Where a message goes and how, without what is secret. A hub's call is shown as one of a method at a path, what goes to a topic of a
 * WebSocket as if that were a method, and both with no headers.
 */
export function addressOf(message: Message): Pick<HttpMessage, 'method' | 'url' | 'headers'> {
  if (message.channel === 'signalr') return { method: message.target, url: message.hubPath, headers: {} };
  if (message.channel === 'websocket') return { method: message.topic, url: message.path, headers: {} };
  const { method, url } = message;
  return { method, url: hideSecretQuery(url), headers: hideSecrets(message) };
}

/** The headers of a message with the values of secret ones hidden. */
export function hideSecrets({ headers, secretHeaders = [] }: HttpMessage): HttpMessage['headers'] {
  if (secretHeaders.length === 0) return headers;
  return { ...headers, ...Object.fromEntries(secretHeaders.map((name) => [name, hidden])) };
}
