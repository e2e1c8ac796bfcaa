import { expect, test } from 'vitest';
import { hubSettingsSchema, type HubSettings } from '../config.ts';
import { negotiate } from './negotiate.ts';
import { readRequest } from './request.ts';

function negotiated(query: string, settings: HubSettings = {}): Record<string, unknown> {
  const raw = { url: `/hub/negotiate${query}`, method: 'POST', headers: {}, socket: {} };
  return negotiate(readRequest(raw as never), hubSettingsSchema.parse(settings)).body;
}

test.each([
  ['', 0],
  ['?negotiateVersion=0', 0],
  ['?negotiateVersion=1', 1],
  ['?NEGOTIATEVERSION=%201%20', 1],
  ['?negotiateVersion=%2B1', 1],
  ['?negotiateVersion=7', 1],
])('negotiates %s as version %i', (query, version) => {
  const body = negotiated(query);
  expect(body['negotiateVersion']).toBe(version);
  expect(body['connectionId']).toMatch(/^[\w-]{22}$/);
  expect('connectionToken' in body).toBe(version === 1);
});

test.each([
  [
    '?negotiateVersion=-3',
    "The client requested version '-3', but the server does not support this version.",
  ],
  ['?negotiateVersion=1.0', "The client requested an invalid protocol version '1.0'"],
  ['?negotiateVersion=1&negotiateversion=1', "The client requested an invalid protocol version '1,1'"],
  ['?negotiateVersion=2147483648', "The client requested an invalid protocol version '2147483648'"],
])('refuses %s', (query, error) => {
  expect(negotiated(query)).toEqual({ error });
});

test('offers the transports of the settings, and stateful reconnect when switched on and asked for', () => {
  const settings: HubSettings = { transports: ['ServerSentEvents'], statefulReconnect: true };
  const asked = '?negotiateVersion=1&useStatefulReconnect=True';
  expect(negotiated(asked, settings)).toMatchObject({
    useStatefulReconnect: true,
    availableTransports: [{ transport: 'ServerSentEvents', transferFormats: ['Text'] }],
  });
  expect(negotiated('?negotiateVersion=1', settings)).not.toHaveProperty('useStatefulReconnect');
  expect(negotiated(asked)).not.toHaveProperty('useStatefulReconnect');
});
