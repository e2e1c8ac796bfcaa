import type { Environment, Finding } from './finding.ts';

const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];

/** Variables that others set and that change, or seem to change, what phoney does. */
export function checkEnvironment(env: Environment): Finding[] {
  const set = (name: string): boolean => (env[name] ?? env[name.toLowerCase()] ?? '') !== '';
  const found = proxies.filter(set);
  return [
    found.length === 0
      ? { about: 'proxies', weight: 'good', saw: 'The environment names none.' }
      : {
          ...{ about: 'proxies', weight: 'note', saw: `The environment names one: ${found.join(', ')}.` },
          advice:
            'phoney calls receivers directly. One that is reached by a proxy alone needs a receiver nearer by: phoney listen --forward-to URL.',
        },
    ...(env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0'
      ? [
          {
            ...{ about: 'TLS', weight: 'warning' as const, saw: 'NODE_TLS_REJECT_UNAUTHORIZED is 0.' },
            advice:
              'phoney verifies receivers all the same; other programs of this shell do not. Unset it, and trust a CA with --ca.',
          },
        ]
      : []),
  ];
}
