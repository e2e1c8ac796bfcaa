import { expect, test } from 'vitest';
import { problemsOf } from '../../../test/kit/problems-of.ts';
import { loadScenario, type Scenario, type TargetsInput } from '../../scenario/index.ts';
import { withoutSecrets } from './secrets.ts';

const scenario = (targets: TargetsInput): Scenario =>
  loadScenario({ centre: { queues: [{ name: 'Service' }] }, targets });

test('certificates by their paths and secrets by their variables may travel, the text that was written does not', () => {
  const safe = scenario({
    asapp: {
      raw: { url: 'https://receiver.example/events?feed=raw' },
      tls: { cert: '/c.pem', key: '/k.pem', passphrase_env: 'PASSPHRASE' },
    },
    ringcentral: {
      wfm: {
        agent_event_url: 'https://rc.example/',
        header_value_pairs: { Authorization: { env: 'TOKEN' } },
      },
    },
  });
  expect(withoutSecrets(safe)).toEqual({ ...safe, text: '' });
});

test.each([
  [
    {
      ringcentral: {
        wfm: { agent_event_url: 'https://rc.example/', header_value_pairs: { 'X-Any': 'hush' } },
      },
    },
    /^This is a secret, and would go through Redis/,
  ],
  [
    { asapp: { raw: { url: 'https://receiver.example/?access_token=hush' } } },
    /^The query of this address holds a secret/,
  ],
])('a secret is refused and not repeated: %j', (targets, place) => {
  const problems = problemsOf(() => withoutSecrets(scenario(targets)));
  expect(problems).toEqual([expect.stringMatching(place)]);
  expect(JSON.stringify(problems)).not.toContain('hush');
  expect(problems[0]).toContain('Name an environment variable in its place');
});
