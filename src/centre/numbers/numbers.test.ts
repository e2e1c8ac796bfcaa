import { expect, test } from 'vitest';
import { createRandom } from '../../lib/random.ts';
import { commonNumber, drawCustomerNumber, hasNumbers, OwnNumbers, planOf } from './numbers.ts';
import { plans } from './plans.ts';

const e164 = /^\+[1-9]\d{5,14}$/;

function customersOf(timeZone: string): string[] {
  const plan = planOf(timeZone);
  return Array.from({ length: 200 }, (_, i) =>
    drawCustomerNumber(createRandom(7).stream('customer', i), plan),
  );
}

function ownOf(timeZone: string, count: number, taken: string[] = []): string[] {
  const own = new OwnNumbers(planOf(timeZone), taken);
  own.beginAgents();
  return Array.from({ length: count }, () => own.take());
}

test.each([
  ['Europe/Helsinki', '+358'],
  ['Asia/Kolkata', '+91'],
  ['Asia/Calcutta', '+91'],
  ['Europe/Berlin', '+49'],
  ['Europe/London', '+44'],
  ['America/New_York', '+1'],
  ['US/Pacific', '+1'],
  ['America/Toronto', '+1'],
  ['Australia/Lord_Howe', '+61'],
  ['Pacific/Auckland', '+64'],
  ['UTC', '+1'],
])('a centre in %s has numbers that begin with %s, and so have its customers', (zone, code) => {
  for (const number of [...ownOf(zone, 50), ...customersOf(zone), commonNumber(planOf(zone))]) {
    expect(number).toMatch(e164);
    expect(number.startsWith(code)).toBe(true);
  }
});

test('a country that is named counts more than the time zone', () => {
  expect(planOf('UTC', 'FI')).toEqual(planOf('Europe/Helsinki'));
  expect(hasNumbers('FI')).toBe(true);
  expect(hasNumbers('XX')).toBe(false);
});

test('five thousand agents have five thousand numbers, none of them a customer’s, the common one or taken', () => {
  for (const zone of [
    'UTC',
    'America/Toronto',
    'Europe/Helsinki',
    'Asia/Kolkata',
    'Europe/Berlin',
    'Europe/London',
  ]) {
    const [taken = ''] = ownOf(zone, 1);
    const own = ownOf(zone, 5000, [taken]);
    expect(new Set(own).size).toBe(5000);
    const others = new Set([...customersOf(zone), commonNumber(planOf(zone)), taken]);
    expect(own.filter((number) => others.has(number))).toEqual([]);
  }
});

test('in North America all but the last are kept for fiction: 555-0100 to 555-0199 in an area that exists', () => {
  for (const number of [...ownOf('America/Chicago', 300), ...customersOf('America/Chicago')]) {
    expect(number).toMatch(/^\+1[2-9]\d\d55501\d\d$/);
    expect(number).not.toMatch(/^\+1(?:[2-9]11|[2-9]9\d|366|675|841)/);
  }
});

test('every country of the time zones has its own and its customers’ numbers, and shares none between them', () => {
  for (const line of plans.trim().split('\n')) {
    const [country = ''] = line.split(' ');
    const { own, customers } = planOf('UTC', country);
    for (const form of [...own, ...customers]) expect(form.replaceAll('x', '0')).toMatch(e164);
    const stem = (form: string): string => form.replace(/x+$/, '');
    const shared = own.filter((form) =>
      customers.some((other) => stem(other).startsWith(stem(form)) || stem(form).startsWith(stem(other))),
    );
    expect(shared, country).toEqual([]);
  }
});
