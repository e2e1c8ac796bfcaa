import { describe, expect, test } from 'vitest';
import { allFeeds, asapp, url } from '../../../test/asapp/play.ts';
import { asappConfig } from './config.ts';
import { createAsapp } from './index.ts';

describe('the lanes', () => {
  test('each feed has its own address rules, and a 200 alone is a delivery', () => {
    const { lanes } = asapp({
      feeds: { ...allFeeds.feeds, queue: { url, timeout_ms: 100, retries: 0, strict_order: true } },
    });
    expect(
      lanes.map(({ feed, timeoutMs, retries, strictOrder }) => [feed, timeoutMs, retries, strictOrder]),
    ).toEqual([
      ['activity', 3000, 3, false],
      ['journey', 3000, 3, false],
      ['queue', 100, 0, true],
    ]);
    for (const { deliveredBy } of lanes) {
      expect([200, 199, 201, 202, 204, 301, 404, 500].filter(deliveredBy)).toEqual([200]);
    }
  });

  test('raw is one lane', () => {
    expect(asapp({ raw: { url, retries: 1 } }).lanes).toMatchObject([
      { vendor: 'asapp', feed: 'raw', retries: 1 },
    ]);
  });

  test('speak TLS 1.3 only, with the certificate of the configuration', () => {
    const tls = { cert: 'client.pem', key: 'client-key.pem', ca: 'ca.pem', passphrase_env: 'PASSPHRASE' };
    const config = asappConfig.parse({ raw: { url }, tls });
    expect(createAsapp(config, { seed: 1 }).lanes[0]?.tls).toEqual({
      minVersion: 'TLSv1.3',
      cert: 'client.pem',
      key: 'client-key.pem',
      ca: 'ca.pem',
      passphraseEnv: 'PASSPHRASE',
    });
  });
});

test('time is asked for only where utilisation is reported', () => {
  expect(asapp().intervalsMs).toEqual([300_000]);
  expect(asapp({ raw: { url }, utilization_every: '1m' }).intervalsMs).toEqual([60_000]);
  expect(asapp({ feeds: { journey: { url } } }).intervalsMs).toEqual([]);
});
