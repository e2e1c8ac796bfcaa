import { hideSecretLink, secretName } from '../../lib/address/secret-query.ts';
import { InputError, type Problem } from '../../lib/errors.ts';
import type { Scenario } from '../../scenario/index.ts';

/**
 * The scenario as it may go through Redis: without the text that it was written as, and with nothing secret in its targets. Throws
 * an `InputError` that names each secret, without its value, where some are.
 */
export function withoutSecrets(scenario: Scenario): Scenario {
  const problems = find(scenario.targets, 'targets', false);
  if (problems.length > 0) throw new InputError(problems);
  return { ...scenario, text: '' };
}

const inHeaders = /header/i;

function find(value: unknown, path: string, isSecret: boolean): Problem[] {
  if (typeof value === 'string') {
    const inLink = hideSecretLink(value) !== value;
    return value !== '' && (isSecret || inLink) ? [{ path, message: wayOut(inLink) }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    // A name of a variable is none.
    const names = /(^|_)env$/.test(key);
    return find(one, `${path}.${key}`, !names && (isSecret || secretName.test(key) || inHeaders.test(key)));
  });
}

function wayOut(inLink: boolean): string {
  const what = inLink ? 'The query of this address holds a secret' : 'This is a secret';
  return `${what}, and would go through Redis, which keeps it where others can read it. Name an environment variable in its place, which each worker has, as docs/scale-out.md shows.`;
}
