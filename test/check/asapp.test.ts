import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CheckReport } from '../../src/check/report/report.ts';
import { certificates } from './certificates.ts';
import { WaywardReceiver, type Ways } from './receiver.ts';
import { explain, idsOf, runCheck } from './run-check.ts';

async function open(ways: Ways = {}): Promise<WaywardReceiver> {
  const receiver = await new WaywardReceiver(ways).open();
  onTestFinished(() => receiver.close());
  return receiver;
}

function evidenceOf({ demands }: CheckReport, id: string): string {
  return demands.find((demand) => demand.id === id)?.evidence.join(' ') ?? '';
}

/** Certificates in a folder without the authority's key, as an authority of a company hands them out. */
function withoutAuthority(): typeof certificates.client {
  const folder = path.join(certificates.folder, 'elsewhere');
  mkdirSync(folder, { recursive: true });
  for (const name of ['client.pem', 'client-key.pem', 'ca.pem'])
    copyFileSync(path.join(certificates.folder, name), path.join(folder, name));
  const file = (name: string): string => path.join(folder, name);
  return { cert: file('client.pem'), key: file('client-key.pem'), ca: file('ca.pem') };
}

const needAuthority = ['client.expired', 'client.not-yet-valid', 'client.usage'];

describe('a good receiver', () => {
  test('holds everything, restart and all, and is asked what nobody can see', async () => {
    const receiver = await open();
    const report = await runCheck(
      { url: receiver.url },
      { execute: () => receiver.restart().then(() => undefined) },
    );
    expect(report, explain(report)).toMatchObject({
      type: 'check',
      vendor: 'asapp',
      target: receiver.url,
      verdict: 'held',
      interrupted: false,
      counts: { broken: 0, warned: 0, skipped: 0, notSeen: 0, questions: 10 },
    });
    const questions = report.demands.filter(({ level }) => level === 'question');
    expect(questions.map(({ verdict }) => verdict)).toEqual(questions.map(() => 'not seen'));
    expect(report.demands.every(({ section }) => section !== '')).toBe(true);
  });

  test('that answers a client that it does not know with 403 has refused it', async () => {
    const receiver = await open({ letsIn: () => true, refuses: 403 });
    const report = await runCheck({ url: receiver.url, only: ['client'] });
    expect(report.verdict, explain(report)).toBe('held');
    expect(evidenceOf(report, 'client.expired')).toBe(
      'It was refused over HTTP, after TLS had let it in: 403.',
    );
  });

  test.each<[string, Ways]>([
    ['after its answer', { answerHeaders: { connection: 'close' } }],
    ['as soon as it is idle', { tls: { keepAliveTimeout: 1 } }],
  ])('may end every connection %s', async (_when, ways) => {
    const receiver = await open(ways);
    const report = await runCheck({ url: receiver.url, skip: ['load'] });
    expect(report.verdict, explain(report)).toBe('held');
  });
});

describe('advice that is not followed is warned about, and fails nothing', () => {
  test.each<[string, Ways, string, RegExp]>([
    ['sessions of two hours', { tls: { sessionTimeout: 7200 } }, 'tls.session-life', /for 7200 s/],
    [
      'an enumeration that may not grow',
      {
        answer: (event) =>
          JSON.stringify(event).includes('"SOMETHING_NEW"') && event.event_type !== 'SOMETHING_NEW'
            ? 400
            : 200,
      },
      'events.unknown-values',
      /client_type = SOMETHING_NEW: 400/,
    ],
  ])('%s', async (_what, ways, id, seen) => {
    const { url } = await open(ways);
    const report = await runCheck({ url, skip: ['load', 'restart'] });
    expect(idsOf(report, 'warned')).toEqual([id]);
    expect(evidenceOf(report, id)).toMatch(seen);
    expect(report.verdict).toBe('held');
  });
});

describe('what is no refusal', () => {
  test.each<[string, Ways, RegExp]>([
    ['an answer of 500', { letsIn: () => true, refuses: 500 }, /got 500, which refuses nobody/],
    ['silence', { letsIn: () => true, refuses: 'silence' }, /neither answered nor refused/],
  ])('%s', async (_what, ways, seen) => {
    const { url } = await open(ways);
    const report = await runCheck({ url, only: ['client.none'], timeoutMs: 1500 });
    expect(idsOf(report, 'broken')).toEqual(['client.none']);
    expect(evidenceOf(report, 'client.none')).toMatch(seen);
  });

  test('that nobody is let in: then it is the good certificate that is refused, and the others are not seen', async () => {
    const { url } = await open({ tls: { ca: certificates.texts.server.cert } });
    const report = await runCheck({ url, skip: ['restart'] });
    expect(idsOf(report, 'broken')).toEqual(['client.good']);
    expect(idsOf(report, 'not seen')).toEqual(
      expect.arrayContaining([
        'client.none',
        'client.expired',
        'http.status',
        'events.types',
        'load.in-time',
      ]),
    );
    expect(idsOf(report, 'held').filter((id) => !/^(tls|certificate)\./.test(id))).toEqual([]);
  });
});

test('without a client certificate there is nothing to be let in with, which is no pass', async () => {
  const { url } = await open();
  const report = await runCheck({
    url,
    tls: { ca: certificates.client.ca },
    only: ['client', 'events.types'],
  });
  expect(idsOf(report, 'broken')).toEqual(['client.good']);
  expect(evidenceOf(report, 'client.good')).toMatch(
    /No client certificate was given\. Give --cert and --key/,
  );
});

describe('without the key of the authority', () => {
  test('what would take it is not seen, with the way out, and never passed', async () => {
    const { url } = await open();
    const report = await runCheck({ url, tls: withoutAuthority(), only: ['client'] });
    expect(idsOf(report, 'not seen')).toEqual(needAuthority);
    expect(idsOf(report, 'held')).toEqual(['client.good', 'client.none', 'client.unknown-ca']);
    expect(evidenceOf(report, 'client.expired')).toMatch(/Give its key with --ca-key/);
  });

  test('that is given, it is seen', async () => {
    const { url } = await open();
    const caKey = path.join(certificates.folder, 'ca-key.pem');
    const report = await runCheck({ url, tls: withoutAuthority(), caKey, only: ['client'] });
    expect(idsOf(report, 'held')).toEqual(expect.arrayContaining(needAuthority));
  });

  test.each([
    ['of another authority', 'client-key.pem', /not signed with this key\. Give the key of the authority/],
    ['that is no key', 'ca.pem', /not a private key in PEM form/],
    ['that is not there', 'nowhere.pem', /could not be read: ENOENT/],
  ])('a key %s is a mistake', async (_what, file, message) => {
    const caKey = path.join(certificates.folder, file);
    await expect(runCheck({ url: 'https://localhost:1/events', caKey })).rejects.toThrow(message);
  });
});

describe('TLS', () => {
  test('of version 1.2 alone is told once, and what lies behind is not seen', async () => {
    const { url } = await open({ tls: { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } });
    const report = await runCheck({ url, skip: ['restart'] });
    expect(idsOf(report, 'broken')).toEqual(['tls.version-1.3']);
    expect(idsOf(report, 'held')).toEqual([]);
  });

  test('that is not there is told once; the events are looked at all the same', async () => {
    const server = http.createServer((request, response) => {
      request.resume().on('end', () => response.end());
    });
    const url = await listen(server, 'http:');
    const report = await runCheck({ url, skip: ['load', 'restart'] });
    expect(idsOf(report, 'broken')).toEqual(['tls.version-1.3']);
    expect(idsOf(report, 'held')).toEqual(expect.arrayContaining(['http.status', 'events.types']));
    expect(idsOf(report, 'not seen').every((id) => /^(tls|certificate|client)\./.test(id))).toBe(true);
  });

  test('at a port that takes plain HTTP as well is found out', async () => {
    const take: http.RequestListener = (request, response) => {
      request.resume().on('end', () => response.end());
    };
    const secure = https.createServer(
      { ...certificates.texts.server, requestCert: true, minVersion: 'TLSv1.3', sessionTimeout: 300 },
      take,
    );
    const [toSecure, toPlain] = [
      await listen(secure, 'https:'),
      await listen(http.createServer(take), 'http:'),
    ];
    // A handshake begins with a 22, and no method does.
    const both = net.createServer((socket) => {
      socket.once('data', (bytes) => {
        const { port } = new URL(bytes[0] === 22 ? toSecure : toPlain);
        const inner = net.connect(Number(port), '127.0.0.1');
        inner.write(bytes);
        socket.pipe(inner).pipe(socket);
        socket.on('close', () => inner.destroy());
        for (const one of [socket, inner]) one.on('error', () => socket.destroy());
      });
    });
    const url = await listen(both, 'https:');
    const report = await runCheck({ url, only: ['tls'] });
    expect(idsOf(report, 'broken')).toEqual(['tls.plain-http']);
  });
});

describe('which demands are looked at', () => {
  test('--only leaves the others out, --skip tells them as skipped; a group stands for all of its own', async () => {
    const { url } = await open();
    const report = await runCheck({
      url,
      only: ['http', 'events.big', 'events.types'],
      skip: ['events.big'],
    });
    expect(report.demands.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['http.status', 'held'],
      ['events.types', 'held'],
      ['events.big', 'skipped'],
    ]);
    expect(report.counts).toMatchObject({ held: 2, skipped: 1 });
  });

  test('all that is wrong with the options is told at once, with what may have been meant', async () => {
    const checked = runCheck({ url: 'localhost:8443', only: ['evnts', 'status'], skip: ['tls.version'] });
    await expect(checked).rejects.toThrow(
      [
        '--only: "evnts" is no demand and no group of demands. Did you mean events? --list shows them all.',
        '--only: "status" is no demand and no group of demands. Did you mean http.status? --list shows them all.',
        '--skip: "tls.version" is no demand and no group of demands. Did you mean tls.version-1.2 or tls.version-1.3? --list shows them all.',
        '--url: "localhost:8443" has no scheme. Write https://localhost:8443.',
      ].join('\n'),
    );
  });
});

test('where nobody listens there is nothing to check', async () => {
  const server = net.createServer();
  const url = await listen(server, 'https:');
  server.close();
  await expect(runCheck({ url })).rejects.toThrow(
    /Nothing listens there: start the receiver, or correct --url/,
  );
});

test('who stops it gets what was seen until then', async () => {
  const { url } = await open();
  const stop = new AbortController();
  const judged: string[] = [];
  const watcher = {
    began: () => undefined,
    judged: ({ id }: { id: string }) => {
      judged.push(id);
      if (id === 'certificate.chain') stop.abort();
    },
  };
  const report = await runCheck({ url }, { stop: stop.signal, watcher });
  expect(report.interrupted).toBe(true);
  expect(report.demands.map(({ id }) => id)).toEqual(judged);
  expect(judged.at(-1)).toBe('certificate.chain');
});

test('a seed decides the ids of events; without it no two checks send the same', async () => {
  const ids = async (seed: number | undefined): Promise<string[]> => {
    const seen: string[] = [];
    const { url } = await open({ answer: ({ event_id: id }) => (seen.push(id), 200) });
    await runCheck({ url, seed, only: ['http', 'events.minor-version'] });
    return seen;
  };
  expect(await ids(3)).toEqual(await ids(3));
  const [some, others] = [await ids(undefined), await ids(undefined)];
  expect(some.filter((id) => others.includes(id))).toEqual([]);
});

/** Listens on any free port, and ends with the test. */
async function listen(server: net.Server, scheme: string): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `${scheme}//localhost:${(server.address() as AddressInfo).port}/events`;
}
