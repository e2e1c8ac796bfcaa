import { enreachConfig, type EnreachConfig } from '../config.ts';
import { InputError, suggestNames } from '../../../lib/errors.ts';
import { namesOf } from '../../../contracts/states/cast.ts';
import type { ClientFacts } from '../../../contracts/states/client-facts.ts';
import { EnreachClient, type Announced } from './client.ts';
import { eventTypeOf, timeOf, viewOf } from './views.ts';
import { authorize } from '../../../contracts/vendors/authorize.ts';
import type {
  FixtureOrder,
  FixtureScenario,
  FixtureServers,
  VendorAccess,
  VendorFixture,
} from '../../../contracts/vendors/fixture.ts';

/** Everybody signs in with the verification's own password, and one user may hear everything. */
export const enreachFixture: VendorFixture = {
  vendor: 'enreach',
  target(order) {
    checkNames(order.scenario, order.facts);
    return targetOf(order);
  },
  idsIn,
  access: openAccess,
  hub: { eventTypeOf, timeOf, viewOf },
};

function targetOf({ scenario, facts, password }: FixtureOrder): EnreachConfig {
  const config = ownOf(scenario) ?? enreachConfig.parse({});
  const known = facts.users ?? {};
  const users: Record<string, EnreachConfig['users'][string]> = {};
  for (const [name, { id, supervises }] of Object.entries(config.users))
    users[name] = { ...(id !== undefined && { id }), ...(supervises !== undefined && { supervises }) };
  for (const [name, id] of Object.entries(known)) users[name] = { ...users[name], id };
  const supervisor = supervisorOf(scenario);
  if (supervisor !== undefined) users[supervisor] = { ...users[supervisor], supervises: 'all' };
  const queues = { ...config.queues };
  for (const [name, id] of Object.entries(facts.queues ?? {})) queues[name] = { ...queues[name], id };
  return {
    ...config,
    // Passwords of the scenario stay unread.
    sign_in: { password },
    users,
    queues,
    token: { ...config.token, secret_env: undefined, key_file: undefined },
    hub: { ...config.hub, max_buffered_bytes: 16 * 1024 * 1024 },
  };
}

/** What the scenario says of the vendor, which nobody else can know. */
function ownOf({ targets }: FixtureScenario): EnreachConfig | undefined {
  return targets['enreach'] as EnreachConfig | undefined;
}

function idsIn(scenario: FixtureScenario): { readonly name: string; readonly id: string }[] {
  const { users = {}, queues = {} } = ownOf(scenario) ?? {};
  return [...Object.entries(users), ...Object.entries(queues)].flatMap(([name, { id }]) =>
    id === undefined ? [] : [{ name, id }],
  );
}

function openAccess({ json }: FixtureServers, { scenario, facts, password }: FixtureOrder): VendorAccess {
  const announced = json as unknown as Announced;
  const { rte, users, queues } = announced;
  const supervisor = supervisorOf(scenario) ?? '';
  const { signsIn } = facts;
  const name = signsIn ?? supervisor;
  const userId = users.find((one) => one.name === name)?.id;
  const basic = (user: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return {
    values: {
      userId,
      userid: userId,
      username: name,
      authorization: basic(name),
      queueId: queues[0]?.id,
      hubUrl: rte,
    },
    signIn: (request) => (signsIn === undefined ? request : authorize(request, basic(signsIn))),
    connect: () => EnreachClient.connect(announced, basic(supervisor)),
  };
}

function supervisorOf({ centre }: FixtureScenario): string | undefined {
  const { agents } = centre;
  return [...agents.filter(({ supervisor }) => supervisor), ...agents].flatMap(namesOf)[0];
}

function checkNames({ centre }: FixtureScenario, { signsIn, users = {}, queues = {} }: ClientFacts): void {
  const known = { user: centre.agents.flatMap(namesOf), queue: centre.queues.map(({ name }) => name) };
  const named = [
    ...[...(signsIn === undefined ? [] : [signsIn]), ...Object.keys(users)].map(
      (name) => ['user', name] as const,
    ),
    ...Object.keys(queues).map((name) => ['queue', name] as const),
  ];
  const problems = named
    .filter(([kind, name]) => !known[kind].includes(name))
    .map(([kind, name]) => {
      const near = suggestNames(name, known[kind]);
      const hint = near.length > 0 ? near : known[kind];
      return { message: `The centre has no ${kind} "${name}". It has ${hint.slice(0, 5).join(', ')}.` };
    });
  if (problems.length > 0) throw new InputError(problems);
}
