import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { drain, openCentre, only, type Scene } from '../../../test/kit/simulate.ts';
import type { CentreEvent } from '../model/event.ts';
import type { ContactId } from '../model/ids.ts';

const day: Scene = {
  hours: 12,
  centre: {
    queues: [{ name: 'Calls' }, { name: 'Chats', channel: 'chat' }],
    agents: [
      { name: 'voice', count: 12, queues: ['Calls'] },
      { name: 'chat', count: 12, queues: ['Chats'] },
    ],
  },
  traffic: [
    { profile: 'voice', queue: 'Calls', per_hour: 40 },
    {
      profile: 'chat',
      queue: 'Chats',
      per_hour: 60,
      with: { bot: bot(), survey: survey(), files: {} },
    },
  ],
};

function bot() {
  const flow = 'help';
  return {
    end: 'hand-over' as const,
    intents: [
      { code: 'ORDER_STATUS', flow },
      { code: 'BILLING', flow },
      { code: 'RETURN', flow },
      { code: 'OPENING_HOURS', business_code: 'When are you open?', flow },
    ],
    flows: [{ name: flow, nodes: [{ name: 'start' }] }],
  };
}

function survey() {
  const rating = { question: 'How was it?', answer: { '5': 3, '4': 1 }, unresolved: { '1': 3, '2': 1 } };
  return { answers: [rating] };
}

const events: CentreEvent[] = [];
drain(openCentre(day), (event) => events.push(event));

const reasonOf: Record<string, string> = {
  ORDER_STATUS: 'Order status',
  BILLING: 'Billing',
  RETURN: 'Return',
  OPENING_HOURS: 'When are you open?',
};

function by<T extends CentreEvent['type']>(type: T) {
  const found = only(events, type) as unknown as { contactId: ContactId }[];
  return new Map(found.map((event) => [event.contactId, event])) as unknown as Map<
    ContactId,
    Extract<CentreEvent, { type: T }>
  >;
}

test('the form gives the reason that the bot found', () => {
  const found = by('bot.intent-detected');
  const disposed = only(events, 'contact.disposed').filter(({ contactId }) => found.has(contactId));
  expect(disposed.length).toBeGreaterThan(200);
  for (const { contactId, fields } of disposed) {
    const code = found.get(contactId)?.intent.code ?? '';
    expect(fields).toEqual([{ kind: 'choice', name: 'Reason', value: reasonOf[code] }]);
  }
});

test('note, summary and file of one contact speak of the same order', () => {
  const notes = by('contact.disposed');
  const files = by('contact.file-uploaded');
  const orderIn = (text: string): string | undefined => /\d{3}-\d{3}/.exec(text)?.[0];
  let compared = 0;
  for (const { contactId, text } of only(events, 'contact.summarised')) {
    const order = orderIn(text);
    for (const other of [notes.get(contactId)?.note, files.get(contactId)?.file.name]) {
      const named = orderIn(other ?? '');
      if (order === undefined || named === undefined) continue;
      expect(named).toBe(order);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(50);
});

test('who was helped is content, and who was not says so', () => {
  const ended = by('contact.conversation-ended');
  const submitted = only(events, 'contact.survey-submitted');
  expect(submitted.length).toBeGreaterThan(200);
  for (const { contactId, answers } of submitted) {
    const best = ended.get(contactId)?.resolved === true ? ['4', '5'] : ['1', '2'];
    expect(best).toContain(answers[0]?.answer);
  }
});

test('what is written and sent varies, on calls too', () => {
  const notes = only(events, 'contact.disposed').map(({ note }) => note);
  const files = only(events, 'contact.file-uploaded').map(({ file }) => file);
  expect(new Set(notes).size).toBeGreaterThan(notes.length / 4);
  expect(new Set(files.map(({ name }) => name)).size).toBeGreaterThan(files.length * 0.8);
  expect(new Set(files.map(({ bytes }) => bytes)).size).toBeGreaterThan(files.length * 0.9);
  expect([...notes, ...files.map(({ name }) => name)].filter((text) => text.includes('{'))).toEqual([]);
});

test('what is written moves nothing else', () => {
  const written = [
    'contact.disposed',
    'contact.summarised',
    'contact.survey-submitted',
    'contact.file-uploaded',
  ];
  const hashOf = (all: readonly CentreEvent[]): string =>
    createHash('sha256')
      .update(JSON.stringify(all.filter(({ type }) => !written.includes(type))))
      .digest('hex');
  const plain: CentreEvent[] = [];
  const traffic = (day.traffic ?? []).map((entry) => ({ ...entry, with: { ...entry.with, topics: [] } }));
  drain(openCentre({ ...day, traffic }), (event) => plain.push(event));
  expect(hashOf(plain)).toBe(hashOf(events));
});
