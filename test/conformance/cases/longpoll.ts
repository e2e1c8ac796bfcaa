import { setTimeout as sleep } from 'node:timers/promises';
import { ask, shown, shownHeaders } from '../http.ts';
import { invocation, subscribeBoth, timeScale, userEntity } from '../world.ts';
import type { Cases } from './cases.ts';
import { messagesIn, shakenPoll } from './polling.ts';

const call = (id: string): object => invocation('UnsubscribeAll', [], id);

/** What came after that, under the name that observed.json has for it. */
function thenOf(value: unknown, name = 'then'): object {
  return { [name]: value };
}

export const longPollCases: Cases = {
  'longpoll.poll-waits-for-data': async (world) => {
    const { poll, send } = await shakenPoll(world);
    const from = performance.now();
    let answeredAt = 0;
    const polled = poll().finally(() => (answeredAt = performance.now()));
    await sleep(200);
    const waited = answeredAt === 0;
    await send(call('1'));
    const answer = await polled;
    return { status: answer.status, waited, prompt: answeredAt - from < 1000, msgs: messagesIn(answer) };
  },
  'longpoll.delete': async (world) => {
    const { poll, send, remove } = await shakenPoll(world);
    const polled = poll();
    await sleep(50);
    const del = shown(await remove());
    const { status, body } = await polled;
    return {
      del,
      waitingPoll: JSON.stringify([status, body]),
      nextPoll: (await poll()).status,
      send: (await send(call('1'))).status,
      again: (await remove()).status,
    };
  },
  'longpoll.delete-without-waiting-poll': async (world) => {
    const { poll, remove } = await shakenPoll(world);
    return { del: (await remove()).status, next: (await poll()).status };
  },
  'longpoll.protocol-error': async (world) => {
    const { poll, send } = await shakenPoll(world);
    const { status } = await send('nonsense');
    const polled = await poll();
    return {
      send: status,
      poll: { status: polled.status, msgs: messagesIn(polled) },
      next: (await poll()).status,
      last: (await poll()).status,
    };
  },
  'longpoll.server-abort': async (world) => {
    const { poll, send } = await shakenPoll(world);
    const polled = poll();
    await send(invocation('TestAbort'));
    const answer = await polled;
    return { msgs: messagesIn(answer), lastStatus: answer.status, ...thenOf((await poll()).status) };
  },
  'longpoll.sse-on-longpoll-connection': async (world) => {
    const { id, poll, send } = await shakenPoll(world);
    const answer = shown(await ask(world.at({ id }), { headers: { accept: 'text/event-stream' } })) as object;
    const { status } = await send(call('1'));
    return { ...answer, send: status, msgs: messagesIn(await poll()) };
  },
  'longpoll.poll-dropped-by-client-keeps-connection': async (world) => {
    const { poll, send } = await shakenPoll(world);
    const dropping = new AbortController();
    const dropped = poll(dropping.signal).then(
      () => false,
      () => true,
    );
    await sleep(50);
    dropping.abort();
    const first = await dropped;
    await sleep(50);
    await send(call('1'));
    return { first, msgs: messagesIn(await poll()) };
  },
  'longpoll.message-received': async (world) => {
    const { poll, send } = await shakenPoll(world);
    await send(
      invocation('Subscribe', [subscribeBoth]),
      invocation('TestEmit', [userEntity, 'UserStatus', 1]),
    );
    return messagesIn(await poll()).map(({ target, arguments: given }) => ({
      target,
      keys: Object.keys((given as object[])[0] ?? {}).sort(),
    }));
  },
  'longpoll.concurrent-sends': async (world) => {
    const { poll, send } = await shakenPoll(world);
    const ids = Array.from({ length: 20 }, (_, index) => String(index));
    const sent = await Promise.all(ids.map((id) => send(call(id))));
    const answers: Record<string, unknown>[] = [];
    // oxlint-disable-next-line no-await-in-loop
    while (answers.length < ids.length) answers.push(...messagesIn(await poll()));
    return {
      st: [...new Set(sent.map(({ status }) => status))],
      answers: answers.length,
      ok: answers.every(({ result }) => result === true),
    };
  },
  'longpoll.cache-headers-on-poll': async (world) => {
    const { poll, send } = await shakenPoll(world);
    await send(call('1'));
    return shownHeaders(await poll());
  },
  'longpoll.poll-timeout-90s': async (world) => {
    const { poll, send } = await shakenPoll(world);
    const from = performance.now();
    const { status, body } = await poll();
    const seconds = ((performance.now() - from) * timeScale) / 1000;
    await send(call('1'));
    const about90s = seconds > 88 && seconds < 105;
    return { status, body, about90s, ...thenOf(messagesIn(await poll())) };
  },
  'longpoll.no-poll-for-25s-is-dropped': async (world) => {
    const { poll, send } = await shakenPoll(world);
    for (let second = 0; second < 25; second += 5) {
      // oxlint-disable-next-line no-await-in-loop
      await sleep(5000 / timeScale);
      // oxlint-disable-next-line no-await-in-loop
      await send(call('1'));
    }
    return { poll: (await poll()).status };
  },
};
