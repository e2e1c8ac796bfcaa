import { useRef, useState } from 'preact/hooks';
import { stringify } from 'yaml';
import { call } from './api/client.ts';
import type { Command, CommandResults, Live } from './api/types.ts';
import type { FormId } from './forms/forms.ts';

/** Something that was done by hand. */
export interface Done {
  readonly id: number;
  /** Simulated time. */
  readonly at: string;
  readonly outcome: 'done' | 'refused' | 'placed' | 'failed' | 'asked';
  /** Why it was refused, or what else is to be said; may be empty. */
  readonly detail: string;
  /** As it stands in a scenario. */
  readonly yaml: string;
}

/** What can be done by hand. */
export interface Hands {
  /** Opens a form with these values in it. */
  readonly ask: (form: FormId, values: Command) => void;
  readonly command: (command: Command) => void;
  readonly message: (message: Command) => void;
  readonly redeliver: (id: number) => void;
  readonly next: () => void;
  /** The same scenario from its beginning. */
  readonly playAgain: () => void;
}

const mostKept = 100;

/** An entry of a scenario's list of commands. */
export function entryOf(command: Command): string {
  return stringify([command], { lineWidth: 0 }).trimEnd();
}

/** Does what is asked, and remembers the last of it. `onDone`: the page has something to look for. */
export function useHands(
  live: Live | undefined,
  ask: Hands['ask'],
  onDone: () => void,
): readonly [Hands, readonly Done[]] {
  const [done, setDone] = useState<readonly Done[]>([]);
  const count = useRef(0);
  const now = useRef('');
  now.current = live?.run.clock.now ?? new Date(0).toISOString();

  const keep = (id: number, one: Omit<Done, 'id'>): void =>
    setDone((before) => [{ id, ...one }, ...before.filter((other) => other.id !== id)].slice(0, mostKept));

  const perform = async (yaml: string, request: () => Promise<Partial<Done>>): Promise<void> => {
    const id = ++count.current;
    const asked = { at: now.current, outcome: 'asked', detail: '', yaml } as const;
    keep(id, asked);
    const came = await request().catch(
      (error: Error) => ({ outcome: 'failed', detail: error.message }) as const,
    );
    keep(id, { ...asked, outcome: 'done', ...came });
    onDone();
  };

  const hands: Hands = {
    ask,
    command: (command) => void perform(entryOf(command), () => give(command)),
    message: (message) =>
      void perform(`# POST /v1/messages\n${stringify(message, { lineWidth: 0 }).trimEnd()}`, async () => {
        const { delivery, warnings } = await call<SentMessage>('POST', '/v1/messages', message);
        const said = warnings.map(({ path, message: text }) => `${path}: ${text}`);
        return { detail: [`Message ${delivery.id}.`, ...said].join('\n') };
      }),
    redeliver: (id) =>
      void perform(`# POST /v1/deliveries/${id}/redeliver`, async () => {
        const copy = await call<{ readonly id: number }>('POST', `/v1/deliveries/${id}/redeliver`);
        return { detail: `Message ${copy.id} is the copy.` };
      }),
    next: () =>
      void perform('# POST /v1/run/next', async () => {
        await call('POST', '/v1/run/next');
        return {};
      }),
    playAgain: () =>
      void perform('# POST /v1/reset?paused=false', async () => {
        await call('POST', '/v1/reset?paused=false');
        return {};
      }),
  };
  return [hands, done];
}

interface SentMessage {
  readonly delivery: { readonly id: number };
  readonly warnings: readonly { readonly path: string; readonly message: string }[];
}

async function give(command: Command): Promise<Partial<Done>> {
  const { results } = await call<CommandResults>('POST', '/v1/commands', command);
  const [result] = results;
  if (result === undefined) return {};
  const about = result.contactId === null ? '' : `${result.contactId}.`;
  return {
    outcome: result.outcome,
    detail: result.reason ?? about,
    ...(result.at !== null && { at: result.at }),
  };
}
