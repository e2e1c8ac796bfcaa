import type { EnreachConfig } from './config.ts';
import type { TapSuite } from '../vendor.ts';
import { eventDefinitions, eventNames, findEventName } from './wire/index.ts';

/** What clients can subscribe to. */
export const tapSuite: TapSuite = {
  eventNames,
  findEventName,
  entityTypeOf(name) {
    const known = findEventName(name);
    if (known === undefined) throw new RangeError(`There is no event ${name}.`);
    return eventDefinitions[known].entityType;
  },
  admitAll(settings, password) {
    const { users, ...config } = settings as EnreachConfig;
    const named = Object.entries(users).map(
      ([name, { password: _own, password_env: _env, ...user }]) => [name, user] as const,
    );
    return { ...config, users: Object.fromEntries(named), sign_in: { password } };
  },
};
