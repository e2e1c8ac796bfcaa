import type { Problem } from '../../lib/errors.ts';
import type { RingcentralConfig } from './config.ts';
import type { Caller } from './subscriptions/callers.ts';

/** Where secrets that do not stand in the file are looked up. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The secrets of a target, in the shape in which they are used. */
export interface Secrets {
  readonly wfmHeaders: Readonly<Record<string, string>>;
  readonly callers: readonly Caller[];
  /** The header of each auth config, by its id in lower case. */
  readonly authHeaders: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** A secret that is missing; it is then empty above. */
  readonly problems: readonly Problem[];
}

const root = 'targets.ringcentral';

/** Looks up every secret of a target; without an environment, as in a dry run, those of the environment are empty. */
export function readSecrets({ wfm, subscriptions }: RingcentralConfig, env: Environment | null): Secrets {
  const problems: Problem[] = [];
  const read = (value: string | undefined, name: string | undefined, path: string): string => {
    const text = value ?? (name === undefined ? undefined : env?.[name]);
    if (text !== undefined && text !== '') return text;
    if (name !== undefined && env !== null) {
      const message = `The environment variable ${name} is not set. Set it to the secret before the start.`;
      problems.push({ path: `${root}.${path}`, message });
    }
    return '';
  };
  const pairs = Object.entries(wfm?.header_value_pairs ?? {}).map(([header, given]) => {
    const [value, name] = typeof given === 'string' ? [given, undefined] : [undefined, given.env];
    return [header.toLowerCase(), read(value, name, `wfm.header_value_pairs.${header}`)] as const;
  });
  const callers = (subscriptions?.users ?? []).map(({ name, roles, token, token_env }, i) => ({
    name,
    roles,
    token: read(token, token_env, `subscriptions.users[${i}].token_env`),
  }));
  const authHeaders = (subscriptions?.auth_configs ?? []).map(({ id, header, value, value_env }, i) => {
    const text = read(value, value_env, `subscriptions.auth_configs[${i}].value_env`);
    return [id.toLowerCase(), { [header.toLowerCase()]: text }] as const;
  });
  return { wfmHeaders: Object.fromEntries(pairs), callers, authHeaders: new Map(authHeaders), problems };
}
