import { ask, type HttpAsk, shown } from '../http.ts';
import { RawSocket } from '../raw-socket.ts';
import { connected, handshake, invoke, negotiated, type World } from '../world.ts';
import { openPoll } from './polling.ts';
import type { Cases } from './cases.ts';

const events = { accept: 'text/event-stream' };

async function asked(url: string, options: HttpAsk): Promise<unknown> {
  return shown(await ask(url, options));
}

async function onWebSocket(world: World, options: HttpAsk): Promise<{ answer: object; socket: RawSocket }> {
  const id = await negotiated(world);
  const socket = await connected(world, { id });
  return { answer: (await asked(world.at({ id }), options)) as object, socket };
}

async function stateOf(socket: RawSocket): Promise<string> {
  const { result } = await invoke(socket, 'UnsubscribeAll');
  return result === true ? 'open' : 'broken';
}

export const endpointCases: Cases = {
  'endpoint.get-without-id': (world) => asked(world.at(), {}),
  'endpoint.get-unknown-id': (world) => asked(world.at({ id: 'unknown' }), {}),
  'endpoint.sse-without-id': (world) => asked(world.at(), { headers: events }),
  'endpoint.sse-unknown-id': (world) => asked(world.at({ id: 'unknown' }), { headers: events }),
  'endpoint.post-unknown-id': (world) => asked(world.at({ id: 'unknown' }), { method: 'POST', body: 'x' }),
  'endpoint.delete-without-id': (world) => asked(world.at(), { method: 'DELETE' }),
  'endpoint.method-HEAD': (world) => asked(world.at(), { method: 'HEAD' }),
  'endpoint.method-OPTIONS': (world) => asked(world.at(), { method: 'OPTIONS' }),
  'endpoint.delete-before-any-transport': async (world) => {
    const id = await negotiated(world);
    const answer = (await asked(world.at({ id }), { method: 'DELETE' })) as object;
    return { ...answer, upgradeAfter: (await RawSocket.open(world.at({ id }))).status };
  },
  'endpoint.post-to-websocket-connection': async (world) =>
    (await onWebSocket(world, { method: 'POST', body: 'x' })).answer,
  'endpoint.delete-websocket-connection': async (world) => {
    const { answer, socket } = await onWebSocket(world, { method: 'DELETE' });
    return { ...answer, socket: await stateOf(socket) };
  },
  'endpoint.sse-on-websocket-connection': async (world) => {
    const { answer, socket } = await onWebSocket(world, { headers: events });
    return { ...answer, socket: await stateOf(socket) };
  },
  'endpoint.websocket-on-longpolling-connection': async (world) => {
    const { id } = await openPoll(world);
    const { status, body } = await RawSocket.open(world.at({ id }));
    return { status, body };
  },
};

export const upgradeCases: Cases = {
  'upgrade.v1-connection-token': async (world) => {
    const socket = await RawSocket.open(world.at({ id: await negotiated(world) }));
    socket.say(handshake);
    await socket.until(() => socket.messages.length > 0);
    return {
      status: socket.status,
      handshake: socket.messages[0],
      invoke: (await invoke(socket, 'UnsubscribeAll'))['result'],
    };
  },
  'upgrade.id-used-twice-at-once': async (world) => {
    const id = await negotiated(world);
    const socket = await connected(world, { id });
    const { status, body } = await RawSocket.open(world.at({ id }));
    return { second: { status, body }, firstStillWorks: (await stateOf(socket)) === 'open' };
  },
  'upgrade.no-extensions-no-subprotocol': async (world) => {
    const { status, headers } = await RawSocket.open(world.at(), {
      'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
    });
    const telling = ['sec-websocket-extensions', 'sec-websocket-protocol'];
    return {
      status,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => telling.includes(name))),
    };
  },
  'upgrade.subprotocol-offered-is-not-echoed': async (world) => {
    const { status, headers } = await RawSocket.open(world.at(), {
      'Sec-WebSocket-Protocol': 'chat, superchat',
    });
    return { status: String(status), echoed: 'sec-websocket-protocol' in headers };
  },
  'upgrade.wrong-websocket-version': async (world) => ({
    status: (await RawSocket.open(world.at(), { 'Sec-WebSocket-Version': '12' })).status,
  }),
  'upgrade.trailing-slash': async (world) => ({ status: (await RawSocket.open(world.at({}, '/'))).status }),
};
