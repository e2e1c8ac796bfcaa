import { randomUUID } from 'node:crypto';
import { asappConfig } from '../../dialects/asapp/config.ts';
import { createAsapp } from '../../dialects/asapp/index.ts';
import { enreachConfig, type EnreachConfig } from '../../dialects/enreach/config.ts';
import { createEnreach, type EnreachDialect } from '../../dialects/enreach/index.ts';
import { ringcentralConfig, type RingcentralConfig } from '../../dialects/ringcentral/config.ts';
import { createRingcentral } from '../../dialects/ringcentral/index.ts';
import type { Lane } from '../../channels/message.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { createProbe } from '../../channels/http/probe.ts';
import type { Clock } from '../../lib/clock.ts';
import { InputError, suggestNames } from '../../lib/errors.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { RawRequest } from '../../server/request-bytes.ts';
import type { RteFacts } from '../states/definitions.ts';
import type { HubAddress } from './hub-client.ts';
import type { HttpWire } from './http-wire.ts';

/** The vendors in a rehearsal, all three, and who signs in there. */
export interface Cast {
  readonly dialects: readonly Dialect[];
  readonly enreach: EnreachDialect;
  readonly lanes: readonly Lane[];
  /** What contracts may ask for by `fromProviderState`. */
  readonly values: () => Readonly<Record<string, unknown>>;
  /** The hub, and a user who may hear everything. */
  readonly address: HubAddress;
  /** What a provider state says that a client is subscribed to already. */
  subscriptions(): readonly { readonly event: string; readonly entityId: string }[];
  /** The headers of a request, with good credentials when a provider state says that somebody may sign in. */
  signIn(headers: RawRequest['headers']): RawRequest['headers'];
}

/** What the cast needs of the rehearsal. */
export interface CastParts {
  readonly wire: HttpWire;
  readonly clock: Clock;
  /** Of phoney's own server. */
  readonly origin: string;
}

/** Creates the dialects with the scenario's settings, but for the addresses: nothing is ever sent to anybody else. */
export function createCast(
  scenario: Scenario,
  facts: readonly RteFacts[],
  { wire, clock, origin }: CastParts,
): Cast {
  const { targets, seed } = scenario;
  const rte = mergeFacts(facts);
  checkNames(scenario, rte);
  // Nobody else knows it, and it lives as long as the verification.
  const password = randomUUID();
  const supervisor =
    scenario.centre.agents.find((agent) => agent.supervisor)?.name ?? scenario.centre.agents[0]?.name ?? '';
  const config = enreachOf(targets.enreach, rte, password, supervisor);
  const address: HubAddress = { origin, path: config.hub.path, user: supervisor, password };
  const asapp = createAsapp(asappOf(targets.asapp, wire), { seed });
  const enreach = createEnreach(config, { seed, host: { env: {}, readFile: refuseFile } });
  const ringcentral = createRingcentral(ringcentralOf(targets.ringcentral, wire), {
    seed,
    publicUrl: origin,
    env: {},
    probe: createProbe({ minVersion: 'TLSv1.2', ...wire.tls }, {}, clock),
    wallMs: () => clock.wallMs(),
  });
  return {
    dialects: [asapp, ringcentral, enreach],
    enreach,
    lanes: [...asapp.lanes, ...ringcentral.lanes],
    values: () => valuesOf(enreach, rte, address),
    address,
    subscriptions: () =>
      facts.flatMap(({ subscribed }) => subscribed ?? []).map((one) => entityOf(one, enreach)),
    signIn(headers) {
      if (rte.signsIn === undefined) return headers;
      const credentials = Buffer.from(`${rte.signsIn}:${password}`).toString('base64');
      return [
        ...headers.filter(([name]) => !/^authorization$/i.test(name)),
        ['authorization', `Basic ${credentials}`],
      ];
    },
  };
}

function valuesOf(
  { directory }: EnreachDialect,
  { signsIn }: RteFacts,
  { origin, path, user, password }: HubAddress,
) {
  const name = signsIn ?? user;
  const userId = directory.users.find((one) => one.name === name)?.id;
  const [queue] = directory.queues;
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  return { userId, userid: userId, username: name, authorization, queueId: queue?.id, hubUrl: origin + path };
}

function mergeFacts(facts: readonly RteFacts[]): RteFacts {
  const signsIn = facts.findLast((one) => one.signsIn !== undefined)?.signsIn;
  return {
    ...(signsIn !== undefined && { signsIn }),
    users: Object.fromEntries(facts.flatMap(({ users }) => Object.entries(users ?? {}))),
    queues: Object.fromEntries(facts.flatMap(({ queues }) => Object.entries(queues ?? {}))),
  };
}

function checkNames({ centre }: Scenario, { signsIn, users = {}, queues = {} }: RteFacts): void {
  const agents = centre.agents.flatMap(({ name, count }) =>
    count === undefined ? [name] : Array.from({ length: count }, (_, i) => `${name}-${i + 1}`),
  );
  const known = { user: agents, queue: centre.queues.map(({ name }) => name) };
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

function enreachOf(
  own: EnreachConfig | undefined,
  { users = {}, queues = {} }: RteFacts,
  password: string,
  supervisor: string,
): EnreachConfig {
  const config = own ?? enreachConfig.parse({});
  const everybody: [string, EnreachConfig['users'][string]][] = Object.entries({
    ...Object.fromEntries(Object.keys(users).map((name) => [name, {}])),
    ...config.users,
  });
  return {
    ...config,
    // Passwords of the scenario stay unread: everybody signs in with the verification's own.
    sign_in: { password },
    users: {
      [supervisor]: { supervises: 'all' },
      ...Object.fromEntries(
        everybody.map(([name, { id, supervises }]) => {
          const known = users[name] ?? id;
          const may = name === supervisor ? 'all' : supervises;
          return [
            name,
            { ...(known !== undefined && { id: known }), ...(may !== undefined && { supervises: may }) },
          ];
        }),
      ),
    },
    queues: {
      ...config.queues,
      ...Object.fromEntries(
        Object.entries(queues).map(([name, id]) => [name, { ...config.queues[name], id }]),
      ),
    },
    token: { ...config.token, secret_env: undefined, key_file: undefined },
    hub: { ...config.hub, max_buffered_bytes: 16 * 1024 * 1024 },
  };
}

function asappOf(own: ReturnType<typeof asappConfig.parse> | undefined, wire: HttpWire) {
  const { raw } = asappConfig.parse({ raw: { url: `${wire.origin}/asapp/events` } });
  const config = own ?? asappConfig.parse({ raw: { url: wire.origin } });
  return { ...config, feeds: undefined, raw, tls: wire.tls };
}

function ringcentralOf(own: RingcentralConfig | undefined, wire: HttpWire): RingcentralConfig {
  const url = `${wire.origin}/ringcentral/wfm`;
  const wfm = {
    agent_event_url: url,
    call_event_url: url,
    send_body_as_json: true,
    send_all_agent_states: true,
  };
  const { wfm: form, ...rest } = ringcentralConfig.parse({ wfm });
  return { ...(own ?? rest), subscriptions: undefined, tls: wire.tls, wfm: form };
}

function refuseFile(): never {
  throw new Error('A verification reads no keys.');
}

function entityOf(
  { event, user, queue }: { readonly event: string; readonly user?: string; readonly queue?: string },
  { directory }: EnreachDialect,
): { readonly event: string; readonly entityId: string } {
  const list = queue === undefined ? directory.users : directory.queues;
  const found = list.find(({ name }) => name === (queue ?? user)) ?? list[0];
  return { event, entityId: found?.id ?? '' };
}
