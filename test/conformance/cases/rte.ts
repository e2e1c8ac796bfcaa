import { connected, invoke, queueEntity, subscribeBoth, userEntity, withEntityNames } from '../world.ts';
import type { Cases } from './cases.ts';

type Row = Record<string, unknown>;

const kindsOf = (row: Row): unknown =>
  Object.fromEntries(
    Object.keys(row)
      .sort()
      .map((key) => [key, typeof row[key]]),
  );

export const rteCases: Cases = {
  'rte.subscribe-event-name-case': async (world) => {
    const socket = await connected(world);
    return withEntityNames(
      await invoke(socket, 'Subscribe', [[{ EntityId: userEntity, EventName: 'USERstatus' }]]),
    );
  },
  'rte.subscribe-500-in-one-call': async (world) => {
    const socket = await connected(world);
    const many = Array.from({ length: 500 }, () => ({ EntityId: userEntity, EventName: 'UserStatus' }));
    const answer = await invoke(socket, 'Subscribe', [many]);
    return { answered: 'result' in answer, messages: socket.messages, close: socket.closing };
  },
  'rte.unsubscribe': async (world) => {
    const socket = await connected(world);
    await invoke(socket, 'Subscribe', [subscribeBoth]);
    const { result } = await invoke(socket, 'Unsubscribe', [
      [{ EntityId: userEntity, EventName: 'UserStatus' }],
    ]);
    const { result: left } = await invoke(socket, 'ActiveSubscriptions');
    return withEntityNames({
      result: (result as Row[]).map((row) => ({
        ...row,
        subscribed: typeof row['subscribed'],
        message: row['message'] === null || typeof row['message'] === 'string',
      })),
      left: (left as Row[]).map(({ eventType }) => eventType),
    });
  },
  'rte.active-subscriptions': async (world) => {
    const socket = await connected(world);
    await invoke(socket, 'Subscribe', [subscribeBoth]);
    const { result } = await invoke(socket, 'ActiveSubscriptions');
    return withEntityNames(
      (result as Row[]).map((row) => ({
        keys: Object.keys(row).sort(),
        kinds: kindsOf(row),
        eventType: row['eventType'],
        entityType: row['entityType'],
        entityId: row['entityId'],
      })),
    );
  },
  'rte.subscriptions-are-per-connection': async (world) => {
    const [a, b] = [await connected(world), await connected(world)];
    await invoke(a, 'Subscribe', [subscribeBoth]);
    const count = async (socket: typeof a): Promise<number> =>
      ((await invoke(socket, 'ActiveSubscriptions'))['result'] as Row[]).length;
    return { a: await count(a), b: await count(b) };
  },
  'rte.message-received-is-not-blocking': async (world) => {
    const socket = await connected(world);
    await invoke(socket, 'Subscribe', [subscribeBoth]);
    await invoke(socket, 'TestEmit', [queueEntity, 'QueueStatus', 1]);
    await socket.until(() => socket.messages.some(({ target }) => target === 'MessageReceived'));
    const message = socket.messages.find(({ target }) => target === 'MessageReceived') ?? {};
    return {
      got: message['target'] === 'MessageReceived',
      hasInvocationId: 'invocationId' in message,
      hasHeaders: 'headers' in message,
    };
  },
  'rte.subscriptions-gone-on-new-connection': async (world) => {
    const first = await connected(world);
    await invoke(first, 'Subscribe', [subscribeBoth]);
    first.reset();
    return (await invoke(await connected(world), 'ActiveSubscriptions'))['result'];
  },
};
