import { describe, expect, test } from 'vitest';
import type { AgentStatus } from '../../centre/model/events/agent-event.ts';
import type { CentreEvent } from '../../centre/model/event.ts';
import type { InboundResponse } from '../../server/route.ts';
import type { Dialect, HttpDraft } from '../dialect.ts';
import { ringcentralConfig } from './config.ts';
import { createRingcentral } from './index.ts';
import { parseRequest } from './parse-request.ts';
import { specimenIds, specimenView } from '../../../test/kit/ringcentral/view.ts';
import { specimenSteps } from '../../../test/kit/ringcentral/events.ts';

const start = Date.UTC(2026, 0, 5, 8);
const addresses = {
  agent_event_url: 'https://wfm.example/agents',
  call_event_url: 'https://wfm.example/calls',
};

function create(wfm: object, env: Record<string, string> = {}, seed = 1): Dialect<HttpDraft> {
  return createRingcentral(ringcentralConfig.parse({ wfm: { ...addresses, ...wfm } }), {
    seed,
    publicUrl: 'http://127.0.0.1:8080/',
    env,
    probe: () => Promise.resolve({ status: 200, headers: {}, error: null }),
    wallMs: () => start,
  });
}

/** The specimen's inbound and outbound day, and a custom status. */
function playDay(dialect: Dialect<HttpDraft>): HttpDraft[] {
  const [from, to]: AgentStatus[] = [
    { base: 'available', name: 'Available', custom: false },
    { base: 'training', name: 'Coaching', custom: true },
  ];
  const custom: CentreEvent = {
    type: 'agent.status-changed',
    at: start + 500,
    agentId: specimenIds.agent,
    from: from as AgentStatus,
    to: to as AgentStatus,
    note: null,
    untilMs: null,
  };
  const steps = [
    ...specimenSteps(start, 'inbound', 'answered'),
    ...specimenSteps(start + 200_000, 'outbound', 'answered'),
  ];
  const [logIn, ...rest] = steps;
  if (logIn === undefined) return [];
  return [logIn, { event: custom, view: logIn.view }, ...rest].flatMap(({ event, view }) =>
    dialect.render(event, view),
  );
}

const allOn = { send_all_agent_states: true };
const key = ({ feed, eventType, url }: HttpDraft): string =>
  `${feed} ${eventType} ${new URL(url).searchParams.get('event_aux_type') ?? ''}`;

describe('the switches', () => {
  const isState = (line: string): boolean => /^agent-events (?!LOG)/.test(line);
  test.each([
    ['agent_login_events', (line: string) => line.startsWith('agent-events LOGIN')],
    ['agent_logout_events', (line: string) => line.startsWith('agent-events LOGOUT')],
    ['agent_state_events', isState],
    ['end_call_events', (line: string) => line.startsWith('call-events ACD-CALL')],
    ['outbound_end_call_events', (line: string) => line.startsWith('call-events VPD-CALL')],
  ])('%s holds back its own events and no others, and they are counted', (name, isIts) => {
    const all = playDay(create(allOn));
    const drafts = playDay(create({ ...allOn, [name]: false }));
    expect(all.filter(({ filtered }) => filtered)).toEqual([]);
    expect(drafts.map(key)).toEqual(all.map(key));
    expect(drafts.filter(({ filtered }) => filtered).map(key)).toEqual(all.map(key).filter(isIts));
  });

  test('Send All Agent States lets custom states through; without it only they are held back', () => {
    const held = playDay(create({})).filter(({ filtered }) => filtered);
    expect(held.map(key)).toEqual(['agent-events TRAINING ', 'agent-events TRAINING Coaching']);
    expect(playDay(create(allOn)).some(({ filtered }) => filtered)).toBe(false);
  });
});

test('the end of a call that is the last event of a day is told 1 to 3 s after it all the same, and once', () => {
  const dialect = create({});
  const steps = specimenSteps(start, 'inbound', 'answered');
  const hungUp = steps.findIndex(({ event }) => event.type === 'contact.disconnected');
  const last = steps[hungUp];
  if (last === undefined) throw new Error('The specimen has no call.');
  for (const { event, view } of steps.slice(0, hungUp + 1)) dialect.render(event, view);
  const told = dialect.render({ type: 'day.ended', at: last.view.now }, last.view);
  expect(told).toMatchObject([{ eventType: 'ACD-CALL', feed: 'call-events' }]);
  expect(told[0]?.at).toBeGreaterThanOrEqual(last.event.at + 1000);
  expect(told[0]?.at).toBeLessThanOrEqual(last.event.at + 3000);
  expect(dialect.render({ type: 'day.ended', at: last.view.now }, last.view)).toEqual([]);
});

test('an address that is left empty is sent nothing', () => {
  const feeds = (wfm: object): Set<string> => new Set(playDay(create(wfm)).map(({ feed }) => feed));
  expect(feeds({ call_event_url: undefined })).toEqual(new Set(['agent-events']));
  expect(feeds({ agent_event_url: undefined })).toEqual(new Set(['call-events']));
});

test('each event is valid in either form, at its own address, and both forms tell the same day', () => {
  const query = playDay(create(allOn));
  const json = playDay(create({ ...allOn, send_body_as_json: true }));
  const read = ({ method, url, headers, body }: HttpDraft) => parseRequest(method, url, headers, body);
  expect(query.flatMap((draft) => read(draft).problems)).toEqual([]);
  expect(json.map((draft) => read(draft).facts)).toEqual(query.map((draft) => read(draft).facts));
  expect(json.map((draft) => read(draft).eventId)).toEqual(json.map(({ eventId }) => eventId));
  expect(new Set(json.map(({ feed, url }) => `${feed} ${url}`))).toEqual(
    new Set(['agent-events https://wfm.example/agents', 'call-events https://wfm.example/calls']),
  );
  expect(query.every(({ method, body }) => method === 'GET' && body === '')).toBe(true);
});

test('the same seed gives the same bytes', () => {
  expect(playDay(create(allOn, {}, 7))).toEqual(playDay(create(allOn, {}, 7)));
});

test('a secret that could never be sent is refused at the start, without being shown', () => {
  const config = ringcentralConfig.parse({
    wfm: { ...addresses, header_value_pairs: { Authorization: { env: 'WFM_AUTH' } } },
    subscriptions: { users: [{ name: 'Ada', token_env: 'ADA_TOKEN' }] },
  });
  const start = (env: Record<string, string>): unknown =>
    createRingcentral(config, {
      seed: 1,
      publicUrl: 'http://127.0.0.1:8080',
      env,
      probe: () => Promise.resolve({ status: null, headers: {}, error: 'not asked' }),
      wallMs: () => 0,
    });
  const env = { WFM_AUTH: 'Basic c2VjcmV0', ADA_TOKEN: 'ada-token' };
  expect(() => start(env)).not.toThrow();
  const [header, token] = ['WFM_AUTH', 'ADA_TOKEN'].map((name) => {
    try {
      return start({ ...env, [name]: 's3cret\n' });
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(header).toMatch(/Authorization: The environment variable WFM_AUTH is no header value/);
  expect(token).toMatch(/token_env: The environment variable ADA_TOKEN is no Bearer token/);
  expect(`${String(header)} ${String(token)}`).not.toContain('s3cret');
});

test('header pairs come from the file or the environment, and their values are marked as secret', () => {
  const wfm = { header_value_pairs: { Authorization: { env: 'WFM_AUTH' }, 'X-Site': 'north' } };
  const [draft] = playDay(create(wfm, { WFM_AUTH: 'Basic YTpi' }));
  expect(draft?.headers).toEqual({ authorization: 'Basic YTpi', 'x-site': 'north' });
  expect(draft?.secretHeaders).toEqual(['authorization', 'x-site']);
  expect(() => create(wfm)).toThrow(
    'targets.ringcentral.wfm.header_value_pairs.Authorization: The environment variable WFM_AUTH is not set.',
  );
});

describe('a recording', () => {
  test('is not found until one to two simulated minutes after the call; then it is a WAV file', async () => {
    const dialect = create({});
    const drafts = playDay(dialect);
    const call = drafts.find(({ eventType }) => eventType === 'ACD-CALL');
    const link = new URL(new URL(call?.url ?? '').searchParams.get('recording_url') ?? '');
    const route = dialect.inbound?.routes.find(({ path }) => path === link.pathname);
    const endedAt = specimenSteps(start, 'inbound', 'answered').find(
      ({ event }) => event.type === 'contact.disconnected',
    )?.event.at as number;
    const fetchAt = async (at: number): Promise<InboundResponse | undefined> => {
      const moment = { now: at, direction: 'inbound', callAt: 0, inWrapUp: false } as const;
      const view = specimenView({ ...moment, status: { base: 'away', name: 'Away', custom: false } });
      const fresh = create({});
      for (const step of specimenSteps(start, 'inbound', 'answered')) fresh.render(step.event, step.view);
      fresh.render({ type: 'interval.elapsed', at, everyMs: 1000 }, view);
      const found = fresh.inbound?.routes.find(({ path }) => path === link.pathname);
      return found?.answer({ params: {}, query: link.searchParams, headers: {}, body: '', wallMs: 0 });
    };
    expect(route?.method).toBe('GET');
    expect(link.origin).toBe('http://127.0.0.1:8080');
    expect((await fetchAt(endedAt + 59_999))?.status).toBe(404);
    const file = await fetchAt(endedAt + 120_000);
    expect(file?.status).toBe(200);
    expect(file?.headers).toEqual({ 'content-type': 'audio/wav' });
    const bytes = Buffer.from(file?.body as Uint8Array);
    expect(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
    expect(bytes.readUInt32LE(40) / bytes.readUInt32LE(28)).toBe(1);
    link.searchParams.set('file', '15300002/202601/05/000000000000000000000000000000-1.WAV');
    expect((await fetchAt(endedAt + 120_000))?.status).toBe(404);
  });
});

describe('the settings refuse', () => {
  test.each([
    ['nothing to send to', {}, 'Nothing would be sent'],
    ['no address', { wfm: {} }, 'Give agent_event_url, call_event_url or both'],
    ['plain http to elsewhere', { wfm: { agent_event_url: 'http://wfm.example/' } }, 'in the clear'],
    [
      'a password in the address',
      { wfm: { agent_event_url: 'https://a:b@wfm.example/' } },
      'user name or password',
    ],
    [
      'a header of our own',
      { wfm: { ...addresses, header_value_pairs: { Host: 'x' } } },
      'set by phoney itself',
    ],
    [
      'a line break in a header',
      { wfm: { ...addresses, header_value_pairs: { A: 'x\r\ny' } } },
      'no line breaks',
    ],
    ['an unknown zone', { wfm: addresses, time_zone: 'Mars/Base' }, 'not a time zone'],
    [
      'a delay that is none',
      { wfm: addresses, recording: { ready_after: { min: 'soon' } } },
      'not a duration',
    ],
    [
      'delays the wrong way round',
      { wfm: addresses, recording: { ready_after: { min: '3m' } } },
      'longer than max',
    ],
    [
      'an address with a query to make links of',
      { wfm: addresses, recording: { base_url: 'https://a.example/?x=1' } },
      'has a query',
    ],
    ['users without a token', { subscriptions: { users: [{ name: 'Ada' }] } }, 'either token or token_env'],
    ['unknown keys', { wfm: { ...addresses, retrys: 1 } }, 'retrys'],
  ])('%s', (_, settings, message) => {
    const result = ringcentralConfig.safeParse(settings);
    expect(JSON.stringify(result.error?.issues)).toContain(message);
  });
});
