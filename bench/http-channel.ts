// How fast the http channel posts over mutual TLS to a receiver in another process, and whether its memory stays flat.
//   node --expose-gc bench/http-channel.ts              as many as it can for 10 s
//   node --expose-gc bench/http-channel.ts 1000 60      1,000 a second, evenly, for 60 s
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'hdr-histogram-js';
import { writeCertificates } from '../src/tls/certificate-files.ts';
import { makeCertificates } from '../src/tls/certificates.ts';
import { createHttpChannel } from '../src/channels/http/index.ts';
import type { Lane, HttpMessage } from '../src/channels/message.ts';
import { machineClock } from '../src/lib/clock.ts';
import { createRandom } from '../src/lib/random.ts';

const [ratePerSec = 0, seconds = 10] = process.argv.slice(2).map(Number);
const directory = mkdtempSync(path.join(tmpdir(), 'phoney-bench-'));
writeCertificates(
  directory,
  await makeCertificates({
    hosts: ['localhost'],
    subject: 'bench',
    keyType: 'rsa',
    days: 1,
    bad: false,
    wallMs: machineClock.wallMs(),
  }),
);
const receiver = spawn(process.execPath, [path.join(import.meta.dirname, 'http-receiver.ts'), directory], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [port] = (await once(receiver.stdout, 'data')) as [Buffer];
const url = `https://localhost:${Number(port)}/events`;

const inDirectory = (name: string): string => path.join(directory, name);
const lane: Lane = {
  vendor: 'asapp',
  feed: 'activity',
  timeoutMs: 3000,
  retries: 3,
  retryPause: { firstMs: 250, maxMs: 5000, jitter: 0.2 },
  deliveredBy: (status) => status === 200,
  strictOrder: false,
  tls: {
    minVersion: 'TLSv1.3',
    cert: inDirectory('client.pem'),
    key: inDirectory('client-key.pem'),
    ca: inDirectory('ca.pem'),
  },
};
const serviceUs = build();
const latenessUs = build();
const outcomes: Record<string, number> = {};
const channel = createHttpChannel({
  lanes: [lane],
  clock: machineClock,
  random: createRandom(1),
  env: process.env,
  observer: {
    attempted: (_message, { dueMs, startedMs, finishedMs }) => {
      serviceUs.recordValue((finishedMs - startedMs) * 1000);
      latenessUs.recordValue(Math.max(0, startedMs - dueMs) * 1000);
    },
    ended: (_message, { outcome }) => {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    },
  },
});

const body = JSON.stringify({
  event_id: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  data: { text: 'x'.repeat(900) },
});
let seq = 0;
const makeMessage = (): HttpMessage => ({
  seq: ++seq,
  at: 0,
  vendor: 'asapp',
  feed: 'activity',
  channel: 'http',
  eventId: `event-${seq}`,
  eventType: 'agent_login',
  contactId: null,
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json' },
  body,
  orderKey: '',
  filtered: false,
});

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const startMs = machineClock.monotonicMs();
const startCpu = process.cpuUsage();
let reportedAt = 0;
for (;;) {
  const elapsedSec = (machineClock.monotonicMs() - startMs) / 1000;
  if (elapsedSec >= seconds) break;
  const nowMs = machineClock.monotonicMs();
  const wanted = ratePerSec === 0 ? 64 - channel.openCount : Math.floor(elapsedSec * ratePerSec) - seq;
  for (let i = 0; i < wanted; i++) {
    channel.send(makeMessage(), ratePerSec === 0 ? nowMs : startMs + (seq / ratePerSec) * 1000);
  }
  if (ratePerSec > 0) await machineClock.sleep(1);
  await machineClock.turn();
  if (elapsedSec - reportedAt >= 5) {
    reportedAt = Math.floor(elapsedSec);
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    process.stdout.write(
      `${reportedAt} s: ${seq} sent, rss ${megabytes(rss)}, heap ${megabytes(heapUsed)}\n`,
    );
  }
}
await channel.drain(AbortSignal.timeout(10_000));
const tookSec = (machineClock.monotonicMs() - startMs) / 1000;
const cpu = process.cpuUsage(startCpu);
await channel.close();
receiver.kill();
rmSync(directory, { recursive: true });

const percentiles = (histogram: typeof serviceUs): string =>
  [50, 90, 99, 99.9, 100]
    .map((at) => `p${at} ${(histogram.getValueAtPercentile(at) / 1000).toFixed(2)} ms`)
    .join(', ');
process.stdout.write(
  `${JSON.stringify(outcomes)} in ${tookSec.toFixed(1)} s: ${Math.round(seq / tookSec)}/s\n`,
);
process.stdout.write(`${((cpu.user + cpu.system) / seq).toFixed(1)} µs of our CPU per message\n`);
process.stdout.write(`started to finished: ${percentiles(serviceUs)}\n`);
process.stdout.write(`due to started: ${percentiles(latenessUs)}\n`);
