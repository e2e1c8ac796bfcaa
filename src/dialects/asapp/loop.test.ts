import { expect, test } from 'vitest';
import { createSource } from '../../run/repeat.ts';
import { loadScenario } from '../../scenario/index.ts';
import { createRenderer } from './render.ts';

const text = `
start: 2026-03-02T08:00
duration: 30m
centre: { queues: [{ name: Chat, channel: chat }], agents: [{ name: alice, count: 3, chat_slots: 3 }] }
traffic: [{ queue: Chat, profile: chat, per_hour: 300 }]`;

test('chats that go on when a day ends are forgotten with it, however often the day is played', () => {
  const source = createSource(loadScenario({ text, file: 'loop.yaml' }), { intervalsMs: [], repeats: true });
  const target = { lane: 'journey', url: 'http://127.0.0.1:9/', apiVersion: '1.3.0', eventList: [] };
  const company = { company_id: 'a', company_subdivision: 'b', company_segments: [] };
  const renderer = createRenderer({
    targets: { journey: target },
    company,
    utilizationEveryMs: 60_000,
    seed: 1,
  });
  const kept: number[] = [];
  while (kept.length < 50) {
    for (const event of source.step()) {
      if (event.type === 'day.ended') {
        expect(renderer.journeyCount).toBeGreaterThan(0);
        renderer.endDay();
        kept.push(renderer.journeyCount);
      } else if (event.type !== 'day.began') renderer.render(event, source.view);
    }
  }
  expect(new Set(kept)).toEqual(new Set([0]));
});
