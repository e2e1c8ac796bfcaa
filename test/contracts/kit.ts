import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeCertificates } from '../../src/tls/certificate-files.ts';
import { makeCertificates } from '../../src/tls/certificates.ts';
import type { ContractReport, InteractionReport } from '../../src/contracts/report/report.ts';
import type { Surroundings } from '../../src/contracts/verify-receiver.ts';
import { machineClock } from '../../src/lib/clock.ts';

/** This machine, and an environment in which nothing helps. */
export const surroundings: Surroundings = {
  clock: machineClock,
  env: { PATH: process.env['PATH'] },
  warn: () => undefined,
};

/** A folder for one test file. */
export interface Folder {
  readonly path: string;
  /** Writes a file and returns its path. */
  write(name: string, content: unknown): string;
  remove(): void;
}

export function makeFolder(): Folder {
  const folder = mkdtempSync(path.join(tmpdir(), 'phoney-contracts-test-'));
  return {
    path: folder,
    write(name, content) {
      const file = path.join(folder, name);
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
      return file;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Certificates for localhost in this folder, and the flags that name the client's. */
export async function makeTls(folder: string) {
  const order = { hosts: ['localhost'], subject: 'test', keyType: 'p256', days: 2, bad: false } as const;
  writeCertificates(folder, await makeCertificates({ ...order, wallMs: machineClock.wallMs() }));
  const file = (name: string): string => path.join(folder, `${name}.pem`);
  return {
    ca: file('ca'),
    cert: file('client'),
    key: file('client-key'),
    server: file('server'),
    serverKey: file('server-key'),
  };
}

/** A request as a test's receiver got it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** How a receiver lets in nobody but the vendor. */
export function mutualTls(tls: Awaited<ReturnType<typeof makeTls>>) {
  return {
    cert: readFileSync(tls.server),
    key: readFileSync(tls.serverKey),
    ca: readFileSync(tls.ca),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
  } as const;
}

/** A receiver behind mutual TLS that answers what it is told to. */
export async function startReceiver(
  tls: Awaited<ReturnType<typeof makeTls>>,
  answer: (request: Received) => { readonly status: number; readonly body?: string },
) {
  const received: Received[] = [];
  const server = createServer(mutualTls(tls), (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const got = { method, url, headers, body: Buffer.concat(chunks) };
      received.push(got);
      const { status, body } = answer(got);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    received,
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A pact of version 4 as consumer tests write it. */
export function pactOf(
  interactions: readonly unknown[],
  provider = 'asapp-realtime-events',
  consumer = 'acme-wfm',
) {
  return {
    consumer: { name: consumer },
    provider: { name: provider },
    interactions,
    metadata: { pactSpecification: { version: '4.0' } },
  };
}

/** An asynchronous message of such a pact. */
export function messageOf(
  description: string,
  content: unknown,
  { rules, states }: { readonly rules?: unknown; readonly states?: readonly unknown[] } = {},
) {
  return {
    type: 'Asynchronous/Messages',
    description,
    ...(states !== undefined && { providerStates: states }),
    contents: { content, contentType: 'application/json', encoded: false },
    ...(rules !== undefined && { matchingRules: { body: rules } }),
    metadata: { contentType: 'application/json' },
  };
}

/** One rule for one place. */
export function rule(matcher: object) {
  return { combine: 'AND', matchers: [matcher] };
}

/** The interaction of that description. */
export function interactionOf(report: ContractReport, description: string): InteractionReport {
  const all = report.pacts.flatMap(({ interactions }) => interactions);
  const found = all.find((one) => one.description === description);
  if (found === undefined) throw new Error(`There is no "${description}" in the report.`);
  return found;
}

/** Everything that is said to be wrong with it, as one text. */
export function saidOf(interaction: InteractionReport): string {
  return [
    ...interaction.incidents.map(({ text }) => text),
    ...interaction.mismatches.map(({ path: at, mismatch }) => `${at ?? ''} ${mismatch}`),
  ].join('\n');
}
