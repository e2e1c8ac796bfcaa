import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { machineClock } from '../../src/lib/clock.ts';
import { writeCertificates } from '../../src/tls/certificate-files.ts';
import { makeCertificates } from '../../src/tls/certificates.ts';

/** A folder with certificates, and an nginx that requires them and answers 200 without a body. */
export interface Place {
  readonly directory: string;
  readonly url: string;
  readonly port: number;
  /** The path of a file in the folder. */
  file(name: string): string;
  close(): Promise<void>;
}

/** Makes one. Debian's nginx has to be installed. */
export async function openPlace(): Promise<Place> {
  const directory = mkdtempSync(path.join(tmpdir(), 'phoney-bench-'));
  const file = (name: string): string => path.join(directory, name);
  const wallMs = machineClock.wallMs();
  const wanted = { hosts: ['localhost'], subject: 'bench', keyType: 'rsa', days: 1, bad: false } as const;
  writeCertificates(directory, await makeCertificates({ ...wanted, wallMs }));
  const port = await findPort();
  writeFileSync(file('nginx.conf'), nginxConf(port));
  const nginx = spawn('nginx', ['-p', directory, '-c', file('nginx.conf')], { stdio: 'inherit' });
  await untilListening(port);
  return {
    directory,
    url: `https://localhost:${port}/asapp`,
    port,
    file,
    async close() {
      nginx.kill();
      await once(nginx, 'exit');
      rmSync(directory, { recursive: true });
    },
  };
}

/** `scenarios/peak.yaml` to the place over so many connections, as a file. `changes` replace what is at the top. */
export function writePeak(
  place: Place,
  connections: number,
  changes: Readonly<Record<string, unknown>> = {},
): string {
  const text = readFileSync(path.join(import.meta.dirname, '../../scenarios/peak.yaml'), 'utf8');
  const tls = { cert: place.file('client.pem'), key: place.file('client-key.pem'), ca: place.file('ca.pem') };
  const raw = { url: place.url, timeout_ms: 3000, retries: 3, tls };
  const limits = { connections_per_feed: connections, backlog_per_feed: 20_000 };
  const scenario = { ...(parse(text) as object), targets: { asapp: { raw } }, limits, ...changes };
  const file = place.file(`peak-${connections}.yaml`);
  writeFileSync(file, stringify(scenario));
  return file;
}

function nginxConf(port: number): string {
  return `worker_processes 1; daemon off; pid nginx.pid; error_log err.log warn;
events { worker_connections 4096; }
http { access_log off; keepalive_requests 100000000; client_body_buffer_size 64k;
  server { listen 127.0.0.1:${port} ssl; ssl_certificate server.pem; ssl_certificate_key server-key.pem;
    ssl_client_certificate ca.pem; ssl_verify_client on; ssl_protocols TLSv1.3; location / { return 200 ""; } } }
`;
}

async function findPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const socket = net.connect(port, '127.0.0.1');
    const isOpen = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (isOpen === true) return;
    await machineClock.sleep(20);
  }
}

/** What a child printed, and what it cost from its start to its end. */
export interface Cost {
  readonly stdout: string;
  readonly cpuMicros: number;
}

const hook = path.join(import.meta.dirname, 'tell-cpu.ts');

/** Runs a program of Node's to its end. An exit code other than 0 or 1, which is a verdict, is an error. */
export function runNode(place: Place, args: readonly string[]): Cost {
  const cpuFile = place.file('cpu.json');
  const env = { ...process.env, CPU_FILE: cpuFile, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', hook, ...args], {
    encoding: 'utf8',
    env,
    maxBuffer: 4e8,
  });
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { stdout, cpuMicros: Number(readFileSync(cpuFile, 'utf8')) };
}
