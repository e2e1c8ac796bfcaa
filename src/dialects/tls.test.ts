import { expect, test } from 'vitest';
import { asapp } from './asapp/vendor.ts';
import { ringcentral } from './ringcentral/vendor.ts';
import { tlsRulesOf } from './tls.ts';

const shared = { cert: 'client.pem', key: 'client-key.pem', ca: 'ca.pem', passphrase_env: 'KEY' };

test('a feed with a certificate of its own has nothing of the target’s but the authority', () => {
  const rules = (own: object) => tlsRulesOf({ tls: shared }, 'TLSv1.3', own);
  const minVersion = 'TLSv1.3';
  expect(rules({ pfx: 'own.pfx' })).toEqual({ minVersion, pfx: 'own.pfx', ca: 'ca.pem' });
  expect(rules({ pfx: 'own.pfx', passphrase_env: 'OWN', ca: 'own-ca.pem' })).toEqual({
    minVersion,
    pfx: 'own.pfx',
    ca: 'own-ca.pem',
    passphraseEnv: 'OWN',
  });
  expect(rules({ ca: 'own-ca.pem' })).toMatchObject({
    cert: 'client.pem',
    ca: 'own-ca.pem',
    passphraseEnv: 'KEY',
  });
  expect(rules({})).toEqual(tlsRulesOf({ tls: shared }, 'TLSv1.3'));
});

const url = 'https://receiver.example/';
const own = { pfx: 'own.pfx', ca: 'own-ca.pem' };
const targets = {
  asapp: asapp.settings.parse({ feeds: { activity: { url }, queue: { url, tls: own } } }),
  ringcentral: ringcentral.settings.parse({
    wfm: { agent_event_url: url, agent_event_tls: own, call_event_url: url, call_event_tls: own },
    subscriptions: { tls: own, users: [{ name: 'Ada', token: 'ada' }] },
  }),
};

test('paths are resolved wherever they stand', () => {
  const resolve = (file: string): string => `/there/${file}`;
  for (const text of [asapp.files(targets.asapp, resolve), ringcentral.files(targets.ringcentral, resolve)]) {
    expect(JSON.stringify(text)).not.toMatch(/"own/);
    expect(JSON.stringify(text)).toContain('"/there/own.pfx"');
  }
});

test('files of the command line take the place of all; those that were found only where a target has none', () => {
  const files = { cert: 'c.pem', key: 'k.pem', ca: 'a.pem' };
  expect(asapp.secure(targets.asapp, files)).toMatchObject({ tls: files, feeds: { queue: { tls: files } } });
  expect(JSON.stringify(asapp.secure(targets.asapp, files))).not.toContain('own');
  expect(JSON.stringify(ringcentral.secure(targets.ringcentral, files))).not.toContain('own');
  expect(asapp.isSecured(targets.asapp)).toBe(false);
  expect(asapp.secure(targets.asapp, files, 'shared')).toMatchObject({
    tls: files,
    feeds: { queue: { tls: own } },
  });
});
