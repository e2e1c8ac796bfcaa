import { expect, test } from 'vitest';
import { Deliveries } from './deliveries.ts';

test('a message that was sent and heard took as long as lies between', () => {
  const deliveries = new Deliveries();
  deliveries.sent('a', 'event', 100);
  deliveries.sent('b', 'event', 100);
  deliveries.heard('b', 'event', 103);
  deliveries.heard('a', 'event', 101);
  expect(deliveries.figures()).toMatchObject({
    sent: 2,
    heard: 2,
    missed: 0,
    leftBehind: 0,
    twice: 0,
    latency: { count: 2, min: 1, max: 3 },
  });
});

test('what no client has told of is missed, and what comes again is no other message', () => {
  const deliveries = new Deliveries();
  deliveries.sent('a', 'first', 0);
  deliveries.sent('a', 'second', 0);
  deliveries.heard('a', 'second', 1);
  deliveries.heard('a', 'second', 2);
  expect(deliveries.figures()).toMatchObject({ sent: 2, heard: 1, missed: 1, twice: 1 });
});

test('what was on its way to a connection that its client gave up is left behind, before and after the hub notices', () => {
  const deliveries = new Deliveries();
  deliveries.sent('a', 'before', 0);
  deliveries.left('a');
  deliveries.sent('a', 'after', 1);
  deliveries.sent('b', 'after', 1);
  deliveries.heard('b', 'after', 2);
  expect(deliveries.figures()).toMatchObject({ sent: 3, heard: 1, missed: 0, leftBehind: 2 });
});
