import { ask, type HttpAnswer } from '../http.ts';
import { handshake, negotiated, type World } from '../world.ts';

/** A long-polling client, request by request. */
export interface Polling {
  readonly id: string;
  readonly poll: (signal?: AbortSignal) => Promise<HttpAnswer>;
  readonly send: (...messages: readonly (object | string)[]) => Promise<HttpAnswer>;
  readonly remove: () => Promise<HttpAnswer>;
}

/** Negotiates and makes the first poll, which is answered at once. */
export async function openPoll(world: World): Promise<Polling> {
  const id = await negotiated(world);
  const polling: Polling = {
    id,
    poll: (signal) => ask(world.at({ id }), signal === undefined ? {} : { signal }),
    send: (...messages) =>
      ask(world.at({ id }), {
        method: 'POST',
        body: messages
          .map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\u001e`)
          .join(''),
      }),
    remove: () => ask(world.at({ id }), { method: 'DELETE' }),
  };
  await polling.poll();
  return polling;
}

/** The same, with the handshake done and its answer taken. */
export async function shakenPoll(world: World): Promise<Polling> {
  const polling = await openPoll(world);
  await polling.send(handshake);
  await polling.poll();
  return polling;
}

/** The hub messages in an answer. */
export function messagesIn({ body }: HttpAnswer): Record<string, unknown>[] {
  return body
    .split('\u001e')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as Record<string, unknown>);
}
