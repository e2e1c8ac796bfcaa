import type { Problem } from '../../lib/errors.ts';
import type { RingcentralConfig } from './config.ts';
import { bearerTokenForm, headerValueForm } from '../../lib/headers.ts';
import type { Caller } from './subscriptions/callers.ts';

/** Where secrets that do not stand in the file are looked up. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The secrets of a target, in the shape in which they are used. */
export interface Secrets {
  readonly wfmHeaders: Readonly<Record<string, string>>;
  readonly callers: readonly Caller[];
  /** The header of each auth config, by its id in lower case. */
  readonly authHeaders: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** A secret that is missing or cannot be sent; a missing one is empty above. */
  readonly problems: readonly Problem[];
}

const root = 'targets.ringcentral';

/** What a secret has to look like. */
interface Form {
  readonly is: RegExp;
  readonly lacks: string;
}

const headerForm: Form = {
  is: headerValueForm,
  lacks: 'is no header value: it has a line break, a space at an end, or a letter that is not ASCII.',
};
const tokenForm: Form = {
  is: bearerTokenForm,
  lacks: 'is no Bearer token: such a token has ASCII letters, digits and -._~+/ only, = at its end.',
};

/** What is wrong with a secret, without the secret. */
function explainForm(text: string, { is, lacks }: Form): string | undefined {
  return is.test(text) ? undefined : `${lacks} The usual reason is a line break at its end.`;
}

/** Looks up every secret of a target; without an environment, as in a dry run, those of the environment are empty. */
export function readSecrets({ wfm, subscriptions }: RingcentralConfig, env: Environment | null): Secrets {
  const problems: Problem[] = [];
  const read = (value: string | undefined, name: string | undefined, form: Form, path: string): string => {
    if (value !== undefined || name === undefined || env === null) return value ?? '';
    const text = env[name] ?? '';
    const problem =
      text === '' ? 'is not set. Set it to the secret before the start.' : explainForm(text, form);
    if (problem !== undefined) {
      problems.push({ path: `${root}.${path}`, message: `The environment variable ${name} ${problem}` });
    }
    return text;
  };
  const pairs = Object.entries(wfm?.header_value_pairs ?? {}).map(([header, given]) => {
    const [value, name] = typeof given === 'string' ? [given, undefined] : [undefined, given.env];
    return [header.toLowerCase(), read(value, name, headerForm, `wfm.header_value_pairs.${header}`)] as const;
  });
  const callers = (subscriptions?.users ?? []).map(({ name, roles, token, token_env }, i) => ({
    name,
    roles,
    token: read(token, token_env, tokenForm, `subscriptions.users[${i}].token_env`),
  }));
  const authHeaders = (subscriptions?.auth_configs ?? []).map(({ id, header, value, value_env }, i) => {
    const text = read(value, value_env, headerForm, `subscriptions.auth_configs[${i}].value_env`);
    return [id.toLowerCase(), { [header.toLowerCase()]: text }] as const;
  });
  return { wfmHeaders: Object.fromEntries(pairs), callers, authHeaders: new Map(authHeaders), problems };
}
