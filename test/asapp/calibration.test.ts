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

// 200 calls an hour of some seven minutes each keep 23 agents busy.
const staffing = {
  voice: { ample: 40, enough: 30, 'hardly enough': 25 },
  chat: { ample: 10, enough: 3, 'hardly enough': 1 },
};

describe.each([1, 2, 3])('about a thousand contacts of seed %i', (seed) => {
  test.each(['ample', 'enough', 'hardly enough'] as const)(
    'cause 90 to 110 messages per call with %s agents',
    (level) => {
      const mean = messagesPerContact('voice', staffing.voice[level], seed);
      expect(mean).toBeGreaterThanOrEqual(90);
      expect(mean).toBeLessThanOrEqual(110);
    },
  );

  test.each(['ample', 'enough', 'hardly enough'] as const)(
    'cause 9 to 11 messages per chat with %s agents',
    (level) => {
      const mean = messagesPerContact('chat', staffing.chat[level], seed);
      expect(mean).toBeGreaterThanOrEqual(9);
      expect(mean).toBeLessThanOrEqual(11);
    },
  );
});
