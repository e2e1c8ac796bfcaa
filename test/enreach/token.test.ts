import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { enreachConfig } from '../../src/dialects/enreach/config.ts';
import { createEnreach } from '../../src/dialects/enreach/index.ts';
import { machineClock, type Clock } from '../../src/lib/clock.ts';
import { InputError } from '../../src/lib/errors.ts';
import { openRte, type RteHost } from './rte-host.ts';
import { createSmallCentre, eventOf, alice } from './small-centre.ts';

const secret = 'a secret of sixty-four bytes or more, as the longest algorithm wants it';
const env = { RTE_SECRET: secret };
const foreignUser = '77777777-2222-3333-4444-555555555555';
const config = {
  token: { secret_env: 'RTE_SECRET' },
  other_organisations: [{ id: '11111111-2222-3333-4444-555555555555', users: [foreignUser] }],
};

test('a user who signs in gets the endpoint and a token that opens it', async () => {
  const rte = await openRte(createSmallCentre().view, { config, env });
  const response = await rte.fetchToken('alice');
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const body = (await response.json()) as { WssEndpoint: string; Token: string };
  expect(Object.keys(body)).toEqual(['WssEndpoint', 'Token']);
  expect(body.WssEndpoint).toBe(`${rte.origin.replace('http:', 'ws:')}/rte`);
  expect(decodeProtectedHeader(body.Token)).toEqual({ alg: 'HS256', typ: 'JWT' });
  const claims = decodeJwt(body.Token);
  expect(claims).toMatchObject({ sub: rte.idOf('alice'), name: 'alice', iss: 'phoney', aud: 'rte' });
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
  const { connection } = await rte.connect('', { token: body.Token });
  expect(connection.state).toBe('Connected');
});

test('WssEndpoint has the form that the setting says', async () => {
  const rte = await openRte(createSmallCentre().view, { config: { wss_endpoint: 'https' } });
  const body = (await (await rte.fetchToken('alice')).json()) as { WssEndpoint: string };
  expect(body.WssEndpoint).toBe(`${rte.origin}/rte`);
});

test.each([
  ['the own id', 'alice', 'alice', 200],
  ['an e-mail address as the name', 'alice@example.com', 'alice', 200],
  ['the id in capitals', 'alice', 'ALICE', 200],
  ['another user of the organisation', 'alice', 'bob', 403],
  ['another user, by a supervisor', 'sue', 'bob', 200],
  ['a user of another organisation', 'sue', foreignUser, 403],
  ['an unknown user', 'sue', 'c9eeb030-ff4b-ea11-ac9c-00155d4fdcf3', 404],
  ['what is no id', 'sue', '%00', 404],
])('a token for %s', async (_what, caller, wanted, status) => {
  const rte = await openRte(createSmallCentre().view, { config, env });
  const id = /^[a-z]+$/i.test(wanted) ? rte.idOf(wanted.toLowerCase()) : wanted;
  const path = `/token/${wanted === wanted.toUpperCase() ? id.toUpperCase() : id}/rte/`;
  const response = await rte.fetchToken(caller, { path });
  expect(response.status).toBe(status);
  if (status === 200) {
    const { Token } = (await response.json()) as { Token: string };
    expect(decodeJwt(Token).sub).toBe(id);
  }
});

test.each([
  ['a wrong password', { authorization: `Basic ${btoa('alice:wrong')}` }],
  ['no password', { authorization: `Basic ${btoa('alice:')}` }],
  ['an unknown name', { authorization: `Basic ${btoa('mallory:phoney')}` }],
  ['no name', { authorization: `Basic ${btoa(':phoney')}` }],
  ['another scheme', { authorization: 'Bearer phoney' }],
  ['what is not Base64', { authorization: 'Basic §§§'.replaceAll('§', '*') }],
  ['nothing', {}],
])('%s is refused with 401', async (_what, headers) => {
  const rte = await openRte(createSmallCentre().view);
  const response = await fetch(`${rte.origin}/token/me/rte/`, { headers: headers as Record<string, string> });
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
  expect(await response.text()).not.toContain('phoney');
});

test('a user without a password cannot sign in, and neither can anybody by an empty one', async () => {
  const { view } = createSmallCentre();
  const rte = await openRte(view, { config: { sign_in: {}, users: { bob: { password: 'own' } } } });
  expect((await rte.fetchToken('alice', { password: '' })).status).toBe(401);
  expect((await rte.fetchToken('bob', { password: 'own' })).status).toBe(200);
  expect((await rte.fetchToken('bob')).status).toBe(401);
});

const at = (offsetMs: number): number => Math.floor((machineClock.wallMs() + offsetMs) / 1000);

function forge(rte: RteHost, change: (jwt: SignJWT) => SignJWT = (jwt) => jwt, alg = 'HS256'): SignJWT {
  const organization = rte.dialect.directory.organisationId;
  return change(
    new SignJWT({ organization })
      .setProtectedHeader({ alg })
      .setSubject(rte.idOf('alice'))
      .setIssuer('phoney')
      .setAudience('rte')
      .setIssuedAt(at(0))
      .setExpirationTime(at(60_000)),
  );
}

const rightKey = new TextEncoder().encode(secret);
const negotiate = (rte: RteHost, token: string): Promise<Response> =>
  fetch(`${rte.origin}/rte/negotiate?negotiateVersion=1`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });

test.each<[string, (rte: RteHost) => Promise<string> | string, number]>([
  ['one like ours', (rte) => forge(rte).sign(rightKey), 200],
  ['none', () => '', 401],
  ['garbage', () => 'garbage', 401],
  ['three parts of garbage', () => 'a.b.c', 401],
  ['an endless one', () => 'a'.repeat(5000), 401],
  ['padding', async (rte) => `${await forge(rte).sign(rightKey)}=`, 401],
  [
    'other bits where none are used',
    async (rte) => {
      const token = await forge(rte).sign(rightKey);
      const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      return `${token.slice(0, -1)}${digits[digits.indexOf(token.at(-1) ?? '') ^ 1] ?? ''}`;
    },
    401,
  ],
  [
    'a wrong signature',
    (rte) => forge(rte).sign(new TextEncoder().encode('another secret of 32 bytes or more')),
    401,
  ],
  ['another algorithm', (rte) => forge(rte, (jwt) => jwt, 'HS512').sign(rightKey), 401],
  ['expired', (rte) => forge(rte, (jwt) => jwt.setExpirationTime(at(-1000))).sign(rightKey), 401],
  [
    'without an end',
    (rte) =>
      new SignJWT({ organization: rte.dialect.directory.organisationId })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(rte.idOf('alice'))
        .setIssuer('phoney')
        .setAudience('rte')
        .sign(rightKey),
    401,
  ],
  ['not yet valid', (rte) => forge(rte, (jwt) => jwt.setNotBefore(at(60_000))).sign(rightKey), 401],
  ['for another subscribers', (rte) => forge(rte, (jwt) => jwt.setAudience('rest')).sign(rightKey), 401],
  ['of another issuer', (rte) => forge(rte, (jwt) => jwt.setIssuer('mallory')).sign(rightKey), 401],
  [
    'alg none',
    (rte) =>
      new UnsecuredJWT({ organization: rte.dialect.directory.organisationId })
        .setSubject(rte.idOf('alice'))
        .setIssuer('phoney')
        .setAudience('rte')
        .setExpirationTime(at(60_000))
        .encode(),
    401,
  ],
  [
    'a changed claim',
    async (rte) => {
      const [head = '', , signature = ''] = (await forge(rte).sign(rightKey)).split('.');
      return `${head}.${Buffer.from(JSON.stringify({ sub: rte.idOf('sue') })).toString('base64url')}.${signature}`;
    },
    401,
  ],
])('a token: %s', async (_what, make, status) => {
  const rte = await openRte(createSmallCentre().view, { config, env });
  const response = await negotiate(rte, await make(rte));
  expect(response.status).toBe(status);
  if (status === 401) expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
});

test('RS256: ours is good, and its public key is no secret for HS256', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const token = { algorithm: 'RS256', key_file: 'rte.pem' } as const;
  const dialect = createEnreach(enreachConfig.parse({ sign_in: { password: 'phoney' }, token }), {
    seed: 1,
    host: { env: {}, readFile: (file) => (file === 'rte.pem' ? pem : '') },
  });
  dialect.render({ type: 'day.began', at: 0 }, createSmallCentre().view);
  const now = machineClock.wallMs();
  const claims = (alg: string): SignJWT =>
    new SignJWT({ organization: dialect.directory.organisationId })
      .setProtectedHeader({ alg })
      .setSubject('s')
      .setIssuer('phoney')
      .setAudience('rte')
      .setExpirationTime(at(60_000));
  const { hub } = dialect.inbound;
  expect(await hub?.authenticate(await claims('RS256').sign(privateKey), now)).toEqual({ id: 's' });
  for (const type of ['spki', 'pkcs1'] as const) {
    const publicPem = publicKey.export({ type, format: 'pem' });
    const confused = await claims('HS256').sign(new TextEncoder().encode(publicPem));
    expect(await hub?.authenticate(confused, now)).toBeNull();
  }
});

test('a token that was good before is good from its first second until before its last, as a new one is', async () => {
  const { view } = createSmallCentre();
  const open = (): ReturnType<typeof createEnreach> => {
    const dialect = createEnreach(enreachConfig.parse({ sign_in: { password: 'phoney' }, ...config }), {
      seed: 1,
      host: { env, readFile: () => '' },
    });
    dialect.render({ type: 'day.began', at: 0 }, view);
    return dialect;
  };
  const remembering = open();
  const token = await new SignJWT({ organization: remembering.directory.organisationId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('s')
    .setIssuer('phoney')
    .setAudience('rte')
    .setNotBefore(1000)
    .setExpirationTime(2000)
    .sign(rightKey);
  expect(await remembering.inbound.hub?.authenticate(token, 1_500_000)).toEqual({ id: 's' });
  for (const atMs of [999_999, 1_000_000, 1_999_999, 2_000_000, 1_500_000]) {
    const anew = await open().inbound.hub?.authenticate(token, atMs);
    expect(await remembering.inbound.hub?.authenticate(token, atMs)).toEqual(anew);
    expect(anew === null).toBe(atMs < 1_000_000 || atMs >= 2_000_000);
  }
});

test('a connection outlives its token; a new one needs a new token', async () => {
  let passedMs = 0;
  const clock: Clock = { ...machineClock, wallMs: () => machineClock.wallMs() + passedMs };
  const rte = await openRte(createSmallCentre().view, { clock });
  const token = await rte.tokenOf('alice');
  const client = await rte.connect('', { token });
  await client.connection.invoke('Subscribe', [{ EntityId: rte.idOf('alice'), EventName: 'UserSetting' }]);
  passedMs = 2 * 3_600_000;
  expect((await negotiate(rte, token)).status).toBe(401);
  rte.play(
    eventOf({ type: 'agent.setting-changed', agentId: alice, keyword: 'k', value: 'v', deleted: false }),
  );
  await client.until(1);
  expect(client.connection.state).toBe('Connected');
});

test.each([
  [{ token: { secret_env: 'RTE_SECRET' } }, {}, 'the environment variable RTE_SECRET is not set'],
  [{ token: { secret_env: 'RTE_SECRET' } }, { RTE_SECRET: 'short' }, 'RTE_SECRET holds 5 bytes only'],
  [{ sign_in: { password_env: 'RTE_PASSWORD' } }, {}, 'The environment variable RTE_PASSWORD is not set'],
  [{ users: { alicia: {} } }, {}, '"alicia" is no agent of the centre. Did you mean alice?'],
  [
    { users: { bob: { supervises: ['Sails'] } } },
    {},
    '"Sails" is no queue of the centre. Did you mean Sales?',
  ],
  [{ token: { algorithm: 'RS256' as const, key_file: 'x.pem' } }, {}, 'The private key x.pem cannot be read'],
])('%j cannot begin', (input, environment, message) => {
  const begin = (): void => {
    const dialect = createEnreach(enreachConfig.parse(input), {
      seed: 1,
      host: { env: environment, readFile: () => 'no key' },
    });
    dialect.render({ type: 'day.began', at: 0 }, createSmallCentre().view);
  };
  expect(begin).toThrow(InputError);
  expect(begin).toThrow(message);
});
