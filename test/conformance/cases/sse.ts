import { setTimeout as sleep } from 'node:timers/promises';
import { ask, mediaType, open, shown } from '../http.ts';
import {
  handshake,
  invocation,
  negotiated,
  subscribeBoth,
  timeClass,
  timeScale,
  userEntity,
  type World,
} from '../world.ts';
import type { Cases } from './cases.ts';
import { EventStream } from './event-stream.ts';

interface EventClient {
  readonly stream: EventStream;
  readonly url: string;
  readonly send: (body: string, contentType?: string) => Promise<{ status: number }>;
  readonly say: (...messages: readonly (object | string)[]) => Promise<{ status: number }>;
}

async function opened(world: World): Promise<EventClient> {
  const url = world.at({ id: await negotiated(world) });
  const stream = new EventStream(await open(url, { headers: { accept: 'text/event-stream' } }));
  const send: EventClient['send'] = (body, contentType = 'text/plain') =>
    ask(url, { method: 'POST', body, headers: { 'content-type': contentType } });
  const say: EventClient['say'] = (...messages) =>
    send(messages.map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\u001e`).join(''));
  return { stream, url, send, say };
}

async function shaken(world: World): Promise<EventClient> {
  const client = await opened(world);
  await client.say(handshake);
  await client.stream.until(() => client.stream.messages.length > 0);
  return client;
}

const call = (id: string): object => invocation('UnsubscribeAll', [], id);

async function ending({ stream, url }: EventClient): Promise<object> {
  await stream.until(() => stream.ended);
  const { status } = await ask(url, { method: 'POST', body: '' });
  return { msgs: stream.messages, ended: stream.ended, how: stream.how, after: status };
}

async function accepting(world: World, accept: string): Promise<unknown> {
  const url = world.at({ id: await negotiated(world) });
  const response = await open(url, { headers: { accept } });
  const stream = new EventStream(response);
  await sleep(100);
  return { status: response.statusCode, type: mediaType(response), open: !stream.ended };
}

export const sseCases: Cases = {
  'sse.handshake-and-send': async (world) => {
    const { stream, url, say } = await opened(world);
    const send = shown(await ask(url, { method: 'POST', body: `${JSON.stringify(handshake)}\u001e` }));
    const send2 = (await say(call('1'))).status;
    await stream.until(() => stream.messages.length === 2);
    return { send, send2, msgs: stream.messages };
  },
  'sse.event-framing': async (world) => {
    const { stream, say } = await shaken(world);
    await say(call('1'));
    await stream.until(() => stream.messages.length === 2);
    return JSON.stringify(stream.raw.replace(/^:\r\n/, '')).replaceAll('\u001e', '\\u001e');
  },
  'sse.message-over-two-sends': async (world) => {
    const { stream, send } = await shaken(world);
    const text = `${JSON.stringify(call('1'))}\u001e`;
    const st = [(await send(text.slice(0, 9))).status, (await send(text.slice(9))).status];
    await stream.until(() => stream.messages.length === 2);
    return { st, msgs: stream.messages };
  },
  'sse.send-content-type-does-not-matter': async (world) => {
    const { stream, send } = await shaken(world);
    const st: number[] = [];
    for (const type of ['application/json', 'application/octet-stream', 'x/y', 'text/plain;charset=UTF-8']) {
      // oxlint-disable-next-line no-await-in-loop
      st.push((await send(`${JSON.stringify(call(type))}\u001e`, type)).status);
    }
    await stream.until(() => stream.messages.length === 5);
    return { st, answers: stream.messages.length };
  },
  'sse.empty-send': async (world) => {
    const { stream, send, say } = await shaken(world);
    const { status } = await send('');
    await say(call('1'));
    await stream.until(() => stream.messages.length === 2);
    return { status, msgs: stream.messages, open: !stream.ended };
  },
  'sse.delete-is-not-for-sse': async (world) => {
    const { stream, url } = await shaken(world);
    const answer = shown(await ask(url, { method: 'DELETE' })) as object;
    return { ...answer, open: !stream.ended };
  },
  'sse.bad-handshake': async (world) => {
    const client = await opened(world);
    const { status } = await client.say({ protocol: 'nosuch', version: 1 });
    return { send: status, ...(await ending(client)) };
  },
  'sse.protocol-error-closes': async (world) => {
    const client = await shaken(world);
    const { status } = await client.say('nonsense');
    return { send: status, ...(await ending(client)) };
  },
  'sse.server-abort': async (world) => {
    const client = await shaken(world);
    await client.say(invocation('TestAbort'));
    return ending(client);
  },
  'sse.message-received': async (world) => {
    const { stream, say } = await shaken(world);
    await say(
      invocation('Subscribe', [subscribeBoth]),
      invocation('TestEmit', [userEntity, 'UserStatus', 2]),
    );
    await stream.until(() => stream.messages.length === 3);
    return stream.messages.slice(1).map(({ target }) => target);
  },
  'sse.oversized-send': async (world) => {
    const client = await shaken(world);
    const { status } = await client.send('x'.repeat(40_000));
    await client.stream.until(() => client.stream.ended);
    return { send: String(status), msgs: client.stream.messages, ended: client.stream.ended };
  },
  'sse.accept-list': (world) => accepting(world, 'text/html, text/event-stream, */*'),
  'sse.accept-with-q': (world) => accepting(world, 'text/event-stream;q=0.9, */*;q=0.1'),
  'sse.no-handshake': async (world) => {
    const from = performance.now();
    const { stream } = await opened(world);
    await stream.until(() => stream.ended);
    const after = timeClass(performance.now() - from);
    return { ended: stream.ended, how: stream.how, msgs: stream.messages, after };
  },
  'sse.keepalive': async (world) => {
    const from = performance.now();
    const { stream } = await shaken(world);
    const ping = await stream.until(() => stream.messages.some(({ type }) => type === 6), 40_000 / timeScale);
    return { ping, after: timeClass(performance.now() - from) };
  },
};
