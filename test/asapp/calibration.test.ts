import { describe, expect, test } from 'vitest';
import { asapp } from './play.ts';
import { openCentre, runToTheEnd } from './run-centre.ts';

/** How many messages each contact caused in the mean, before filtering, by `meta_data.issue_id`. */
function messagesPerContact(profile: 'voice' | 'chat', agents: number, seed: number): number {
  const dialect = asapp();
  const queue = profile === 'voice' ? 'Calls' : 'Chats';
  const centre = {
    queues: [{ name: queue, channel: profile }],
    agents: [{ name: 'agent', count: agents, queues: [queue] }],
  };
  const day = { centre, traffic: [{ profile, queue, per_hour: 200 }], seed, hours: 5 };
  const messages = new Map<string, number>();
  let contacts = 0;
  runToTheEnd(openCentre(day, dialect), dialect, (drafts, event) => {
    if (event.type === 'contact.created') contacts++;
    for (const { body } of drafts) {
      const issueId = /"issue_id":"(\w+)"/.exec(body)?.[1];
      if (issueId !== undefined) messages.set(issueId, (messages.get(issueId) ?? 0) + 1);
    }
  });
  expect(contacts).toBeGreaterThan(900);
  expect(messages.size).toBe(contacts);
  return [...messages.values()].reduce((sum, count) => sum + count, 0) / contacts;
}

// 200 calls an hour of some eight minutes each, wrap-up included, keep 28 agents busy: with 26 the line only grows.
const staffing = {
  voice: { ample: 45, enough: 32, 'too few': 26 },
  chat: { ample: 10, enough: 2, 'too few': 1 },
};

describe.each([1, 2, 3])('about a thousand contacts of seed %i', (seed) => {
  test.each([
    ['ample', 97, 106],
    ['enough', 97, 106],
    ['too few', 92, 106],
  ] as const)('cause about 100 messages per call with %s agents', (level, least, most) => {
    const mean = messagesPerContact('voice', staffing.voice[level], seed);
    expect(mean).toBeGreaterThanOrEqual(least);
    expect(mean).toBeLessThanOrEqual(most);
  });

  test.each(['ample', 'enough', 'too few'] as const)(
    'cause about 10 messages per chat with %s agents',
    (level) => {
      const mean = messagesPerContact('chat', staffing.chat[level], seed);
      expect(mean).toBeGreaterThanOrEqual(9.4);
      expect(mean).toBeLessThanOrEqual(10.6);
    },
  );
});
