import { SignJWT } from 'jose';
import { startTestHub, type TestHub } from '../../examples/test-hub/start.ts';
import type { HubSettings } from '../../src/channels/signalr/index.ts';
import { ask } from './http.ts';
import { RawSocket } from './raw-socket.ts';

export const secret = 'a secret for tests of thirty-two bytes';
export const origin = 'http://allowed.example';
export const userEntity = 'aa9730c4-ce86-e611-80c9-00505689257e';
export const queueEntity = 'c9eeb030-ff4b-ea11-ac9c-00155d4fdcf3';

/** Every time of the real server divided by this, where a case is about time. */
export const timeScale = 10;

/** The real server's times, `timeScale` times as fast. */
export const fastTimes: HubSettings = {
  keepAliveMs: 15_000 / timeScale,
  clientTimeoutMs: 30_000 / timeScale,
  handshakeTimeoutMs: 15_000 / timeScale,
  disconnectTimeoutMs: 15_000 / timeScale,
  pollTimeoutMs: 90_000 / timeScale,
  heartbeatMs: 1000 / timeScale,
};

/** A running test hub and what it takes to talk to it. */
export interface World {
  readonly testHub: TestHub;
  readonly url: string;
  readonly token: string;
  /** The hub's address with the token and these parameters. */
  at(parameters?: Readonly<Record<string, string>>, path?: string): string;
}

export async function makeToken({
  user = 'alice',
  expiresIn = 3600,
  key = secret,
}: { readonly user?: string; readonly expiresIn?: number; readonly key?: string } = {}): Promise<string> {
  return new SignJWT({ sub: user })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
    .sign(new TextEncoder().encode(key));
}

export async function startWorld(
  settings: HubSettings = {},
  options: Partial<Parameters<typeof startTestHub>[0]> = {},
): Promise<World> {
  const testHub = await startTestHub({ secret, origin, settings, ...options });
  const token = await makeToken();
  const { url } = testHub;
  return {
    testHub,
    url,
    token,
    at: (parameters = {}, path = '') =>
      `${url}${path}?${new URLSearchParams({ access_token: token, ...parameters }).toString()}`,
  };
}

/** A negotiated token to attach with. */
export async function negotiated(world: World, version = '1'): Promise<string> {
  const { body } = await ask(world.at({ negotiateVersion: version }, '/negotiate'), { method: 'POST' });
  const { connectionId, connectionToken } = JSON.parse(body) as {
    connectionId: string;
    connectionToken?: string;
  };
  return connectionToken ?? connectionId;
}

export const handshake = { protocol: 'json', version: 1 };

/** An open WebSocket, with its handshake done. */
export async function connected(
  world: World,
  parameters: Readonly<Record<string, string>> = {},
): Promise<RawSocket> {
  const socket = await RawSocket.open(world.at(parameters));
  socket.say(handshake);
  await socket.until(() => socket.frames.length > 0);
  socket.frames.length = 0;
  return socket;
}

export interface Invocation {
  readonly type: 1 | 4;
  readonly invocationId?: string;
  readonly target: string;
  readonly arguments: readonly unknown[];
}

export function invocation(
  target: string,
  given: readonly unknown[] = [],
  invocationId?: string,
): Invocation {
  return { type: 1, ...(invocationId === undefined ? {} : { invocationId }), target, arguments: given };
}

let lastId = 0;

/** Calls a method and resolves with its completion. */
export async function invoke(
  socket: RawSocket,
  target: string,
  given: readonly unknown[] = [],
): Promise<Record<string, unknown>> {
  const id = `call-${lastId++}`;
  socket.say(invocation(target, given, id));
  return { ...(await completion(socket, id)), invocationId: 'i1' };
}

/** The completion of a call, when it comes. */
export async function completion(socket: RawSocket, id: string): Promise<Record<string, unknown>> {
  const find = (): Record<string, unknown> | undefined =>
    socket.messages.find((each) => each['type'] === 3 && each['invocationId'] === id);
  await socket.until(() => find() !== undefined || socket.ended, 5000);
  return find() ?? { missing: id };
}

export const subscribeBoth = [
  { EntityId: userEntity, EventName: 'UserStatus' },
  { EntityId: queueEntity, EventName: 'QueueStatus' },
];

/** Entities by the names that observed.json gives them. */
export function withEntityNames(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value).replaceAll(userEntity, '<user-entity>').replaceAll(queueEntity, '<queue-entity>'),
  );
}

/** A duration as observed.json classifies it, on the real server's scale. */
export function timeClass(elapsedMs: number): string {
  const seconds = (elapsedMs * timeScale) / 1000;
  if (seconds >= 13 && seconds < 23) return '~15s';
  if (seconds >= 28 && seconds < 45) return '~30s';
  return `${seconds.toFixed(1)}s`;
}
