import { randomUUID } from 'node:crypto';
import type { BenchClient, ClientBench } from '../../client-bench.ts';
import { broken, held, notSeen, type Demand, type Finding } from '../../demand.ts';
import type { HubDraft } from '../../dialect.ts';
import { changeMessage, dataOf, set, type ChangeData } from './change-message.ts';
import { sections } from './sections.ts';
import { tell } from './tell.ts';

const minuteMs = 60_000;
/** Longer than what a client may send. */
const bigCharacters = 40_000;
const unknownEvent = 'UserSomethingNew';

/** What a client makes of what it is told. */
export const messageDemands: readonly Demand<ClientBench>[] = [
  {
    id: 'messages.taken',
    title: 'It takes the messages of everything that it has subscribed to',
    section: sections.receiving,
    level: 'required',
    async look(bench) {
      const client = await bench.client();
      if (typeof client === 'string') return notSeen(client);
      for (let goesOn = true; goesOn && !bench.stop.aborted && !isGone(bench, client);)
        goesOn = await bench.play(minuteMs);
      const heard = bench.heardBy(client.id);
      if (await leaves(bench, client)) return fell(bench, `after ${heard.length} messages`, heard.at(-1));
      if (heard.length === 0)
        return notSeen(
          'Nothing happened to what it has subscribed to.',
          'Subscribe to more, or give a --scenario in which something does.',
        );
      const types = new Set(heard.map(({ eventType }) => eventType));
      return held(`${heard.length} messages of ${types.size} types, and it is still there.`);
    },
  },
  ofMessage({
    id: 'messages.big',
    title: 'It takes a message of more than 32 KB',
    section: `${sections.receiving}; ${sections.signalr}: the limit of 32 KB is for what a client sends`,
    level: 'required',
    change: (data) => {
      const text = textForPeople(data);
      return text === undefined ? undefined : set({ [text]: 'x'.repeat(bigCharacters) });
    },
    lacking: 'No message that it heard has a text that could be long.',
  }),
  ofMessage({
    id: 'messages.unknown-event',
    title: 'It ignores an event type that it does not know',
    section: sections.receiving,
    level: 'required',
    change: () => set({ EventType: unknownEvent }),
  }),
  ofMessage({
    id: 'messages.unknown-field',
    title: 'It ignores fields that it does not know',
    section: sections.receiving,
    level: 'required',
    change: () => (data) => ({ ...data, somethingNew: { nested: [1, null, 'text'] } }),
  }),
  ofMessage({
    id: 'messages.not-subscribed',
    title: 'It ignores a message about somebody whom it has not subscribed to',
    section: sections.managing,
    level: 'required',
    change: () => {
      const id = randomUUID();
      return set({ EntityId: id, UserId: id, QueueId: id });
    },
  }),
  {
    id: 'messages.unknown-method',
    title: 'It ignores a call of a method that it does not have',
    section: sections.receiving,
    level: 'required',
    look: (bench) =>
      tryMessage(bench, (draft) => ({ ...draft, target: 'SomethingNew', eventId: randomUUID() })),
  },
];

/** A demand about one message, which is like one that the client has heard but for a change. */
function ofMessage({
  change,
  lacking = '',
  ...demand
}: Omit<Demand<ClientBench>, 'look'> & {
  readonly change: (data: Readonly<Record<string, unknown>>) => ChangeData | undefined;
  readonly lacking?: string;
}): Demand<ClientBench> {
  return {
    ...demand,
    look: (bench) =>
      tryMessage(
        bench,
        (draft) => {
          const changed = change(dataOf(draft));
          return changed && changeMessage(draft, changed, randomUUID());
        },
        lacking,
      ),
  };
}

async function tryMessage(
  bench: ClientBench,
  make: (draft: HubDraft) => HubDraft | undefined,
  lacking = '',
): Promise<Finding> {
  const client = await bench.client();
  if (typeof client === 'string') return notSeen(client);
  const heard = findHeard(bench);
  if (heard.length === 0)
    return notSeen('It has heard no message that could be changed.', 'See messages.taken.');
  const made = heard.map((draft) => make(to(client, draft))).find((draft) => draft !== undefined);
  if (made === undefined) return notSeen(lacking);
  bench.push(made);
  if (await leaves(bench, client)) return fell(bench, 'after that message', made);
  return held('It was told, and is still there.');
}

/** What it heard, over whichever connection, the latest first. */
function findHeard(bench: ClientBench): readonly HubDraft[] {
  const ids = bench.sightings.flatMap((seen) => (seen.what === 'connected' ? [seen.client] : []));
  return ids.flatMap((id) => bench.heardBy(id)).toReversed();
}

function to({ id }: BenchClient, draft: HubDraft): HubDraft {
  const { push } = draft;
  return { ...draft, orderKey: id, ...(push !== undefined && { push: { ...push, connectionId: id } }) };
}

function isGone({ sightings }: ClientBench, { id }: BenchClient): boolean {
  return sightings.some((seen) => seen.what === 'left' && seen.client === id);
}

/** Whether it is gone within the time in which one falls over a message. */
async function leaves(bench: ClientBench, client: BenchClient): Promise<boolean> {
  const gone = await bench.until(() => isGone(bench, client) || undefined, bench.settings.settleMs);
  return gone === true;
}

function fell(bench: ClientBench, when: string, draft: HubDraft | undefined): Finding {
  const last = bench.sightings.slice(-3);
  return broken(
    `It left ${when}${draft === undefined ? '' : ` (${draft.target}, ${draft.eventType})`}: ${tell(last, last[0]?.atMs ?? 0)}`,
    'Catch what goes wrong with one message, and go on with the next.',
  );
}

/** The name of the first text that is for people: no id, no time and no code. */
function textForPeople(data: Readonly<Record<string, unknown>>): string | undefined {
  return Object.entries(data)
    .filter(([name, value]) => typeof value === 'string' && /name|note|message|reason|value|text/i.test(name))
    .map(([name]) => name)
    .at(0);
}
