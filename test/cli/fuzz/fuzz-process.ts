import { mkdirSync, mkdtempSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createProgram } from '../../../src/cli/command-line.ts';
import { createRandom, drawItem } from '../../../src/lib/random.ts';
import { makeCertificates } from '../../../src/tls/certificates.ts';
import { LineDrawer } from './draw-line.ts';
import { runLine, type Ended } from './run-line.ts';

/*
 * Runs many command lines in one process, as 20,000 processes would take an hour: `fuzz-process.ts SEED FROM TO`. Prints a line
 * of JSON for each line that ended as none may, and a last one with the counts of exit codes.
 */

const [seed = 1, from = 0, to = 100] = process.argv.slice(2).map(Number);
const documented = new Set([0, 1, 2, 3, 130, 143]);

const day = (rest: string): string => `
start: 2026-03-02T08:00
duration: 5s
grace: 100ms
centre: { queues: [{ name: Sales }], agents: [{ name: alice, queues: [Sales] }] }
traffic: [{ queue: Sales, per_hour: 3000 }]
${rest}`;

/** Files of every kind that a flag may name, in a folder that is made the current one. */
async function makeFiles(): Promise<{ names: string[]; remove: () => void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'phoney-fuzz-'));
  process.chdir(folder);
  const texts: Record<string, string> = {
    'day.yaml': day("targets: { asapp: { raw: { url: 'http://127.0.0.1:9/', retries: 0 } } }"),
    'ringcentral.yaml': day("targets: { ringcentral: { agent_data_url: 'http://127.0.0.1:9/' } }"),
    'serve.yaml': day('targets: { enreach: {} }'),
    'nothing.yaml': day(''),
    'wrong.yaml': 'centre: { queues: [{ nam: Sales }] }\npace: 0\n',
    'broken.yaml': 'centre: [\n  {',
    'empty.yaml': '',
    'pact.json': '{"consumer":{"name":"a"},"provider":{"name":"asapp"},"interactions":[],"metadata":{}}',
    'broken.json': '{"consumer":',
    'list.json': '[1, null]',
    'map.yaml': 'events: { a: SURVEY_SUBMITTED }\n',
  };
  const wallMs = Date.now();
  const order = { hosts: ['localhost'], subject: 'a', keyType: 'p256', days: 1, bad: false, wallMs } as const;
  for (const { path: name, text } of await makeCertificates(order)) texts[name] = text;
  for (const [name, text] of Object.entries(texts)) writeFileSync(name, text);
  writeFileSync('bytes.bin', Buffer.from([0xff, 0xfe, 0, 1, 0x80]));
  mkdirSync('folder');
  const names = [...Object.keys(texts), ...Object.keys(texts).slice(0, 4), 'bytes.bin', 'folder', 'nowhere'];
  return { names, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A server that is none of phoney's and answers with anything. */
async function startOddServer(): Promise<{ origin: string; close: () => void }> {
  const types = ['application/json', 'application/problem+json', 'text/event-stream', 'text/html'];
  const bodies = [
    '{}',
    '[]',
    'null',
    '{',
    '',
    '"x"',
    '{"status":400}',
    'data: {\n\n',
    'event: run\ndata: null\n\n',
  ];
  const uniform = createRandom(seed).stream('odd server', from);
  const server = createServer((request, response) => {
    request.resume();
    const status = drawItem(uniform, [200, 200, 200, 201, 204, 301, 400, 401, 404, 409, 500]);
    response.writeHead(status, { 'content-type': drawItem(uniform, types), connection: 'close' });
    response.end(drawItem(uniform, bodies));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close().closeAllConnections() };
}

/** What is wrong with how a line ended; `undefined` when nothing is. */
function faultIn({ code, stdout, stderr, stray }: Ended): string | undefined {
  if (stray.length > 0) return `stray: ${stray.join('\n')}`;
  if (!documented.has(code as number)) return `code ${String(code)}`;
  const stack = [stdout, stderr].find((text) => /^ {4}at /m.test(text));
  if (stack !== undefined) return 'a stack';
  if (/\[object Object\]|\bundefined\b/.test(stderr)) return 'a value without words';
  const isTold = /^(error|Usage)/m.test(stderr) || stdout.includes('"problems"');
  if ((code === 2 || code === 3) && !isTold) return 'no words';
  return undefined;
}

const { names, remove } = await makeFiles();
const server = await startOddServer();
const drawer = new LineDrawer(createProgram({}), { files: names, origin: server.origin });
const codes: Record<string, number> = {};
for (let index = from; index < to; index++) {
  const line = drawer.draw(createRandom(seed).stream('line', index));
  // What takes the whole process along is to be found all the same.
  if (process.env['PROGRESS'] !== undefined)
    writeFileSync(process.env['PROGRESS'], JSON.stringify({ index, line }));
  const began = performance.now();
  const ended = await runLine(line);
  codes[String(ended.code)] = (codes[String(ended.code)] ?? 0) + 1;
  const fault = faultIn(ended);
  const tookMs = Math.round(performance.now() - began);
  if (process.env['SLOW'] === '1' && tookMs > 1000) writeSync(2, `${tookMs} ${JSON.stringify(line.args)}\n`);
  if (fault === undefined) continue;
  const told = {
    index,
    ...line,
    fault,
    code: ended.code,
    stderr: ended.stderr.slice(-3000),
    stdout: ended.stdout.slice(-500),
  };
  writeSync(1, `${JSON.stringify(told)}\n`);
}
server.close();
remove();
writeSync(1, `${JSON.stringify({ codes })}\n`);
process.exit(0);
