import { createHash, timingSafeEqual } from 'node:crypto';
import type { AgentId } from '../../../centre/model/ids.ts';
import type { AgentView, CentreView } from '../../../centre/model/view.ts';
import { InputError, type Problem } from '../../../lib/errors.ts';
import type { EnreachConfig } from '../config.ts';
import type { EnreachHost } from './signing-key.ts';

/** Who may sign in, with what. Passwords are kept as digests only. */
export interface Passwords {
  /** The agent whom an `Authorization` header of the Basic scheme names and proves to be; `null` for any other. */
  check(authorization: string | undefined): AgentId | null;
}

/**
 * The passwords of the agents of `view`, by sign-in name or e-mail address. Throws an {@link InputError} that lists every
 * environment variable that is missing.
 */
export function openPasswords(view: CentreView, config: EnreachConfig, { env }: EnreachHost): Passwords {
  const problems: Problem[] = [];
  const users = new Map<string, { readonly agentId: AgentId; readonly digest: Buffer }>();
  for (const agent of view.agents) {
    const password = passwordOf(agent, config, env, problems);
    if (password === undefined) continue;
    const user = { agentId: agent.id, digest: digestOf(password) };
    for (const name of [agent.email, agent.username]) users.set(name, user);
  }
  if (problems.length > 0) throw new InputError(distinct(problems));

  /** Compared with when there is no such user, so that the time tells nothing. */
  const nobody = digestOf('');
  return {
    check(authorization) {
      const { name, password } = readBasic(authorization) ?? { name: '', password: '' };
      const user = users.get(name);
      const equal = timingSafeEqual(digestOf(password), user?.digest ?? nobody);
      return equal && user !== undefined ? user.agentId : null;
    },
  };
}

function passwordOf(
  { username }: AgentView,
  { users, sign_in: everybody }: EnreachConfig,
  env: EnreachHost['env'],
  problems: Problem[],
): string | undefined {
  const own = users[username];
  const hasOwn = own?.password !== undefined || own?.password_env !== undefined;
  const { password, password_env: name } = hasOwn ? own : everybody;
  if (name === undefined) return password;
  const found = env[name];
  if (found !== undefined && found !== '') return found;
  problems.push({
    path: `targets.enreach.${hasOwn ? `users.${username}` : 'sign_in'}.password_env`,
    message: `The environment variable ${name} is not set. Set it to the password, or remove password_env.`,
  });
  return undefined;
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.path, problem])).values()];
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The user and password of a Basic header: RFC 7617. */
function readBasic(authorization: string | undefined): { name: string; password: string } | undefined {
  const [, encoded] = /^basic +([A-Za-z0-9+/=]+) *$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}
