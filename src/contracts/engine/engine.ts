import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { stripVTControlCharacters } from 'node:util';
import type { Clock } from '../../lib/clock.ts';
import { StartError } from '../../lib/errors.ts';
import { formatDuration } from '../../lib/duration.ts';
import type { EngineOrder, EngineReport, EngineResult } from './protocol.ts';

/** The engine's package and the version that phoney is tested with. */
export const enginePackage = '@pact-foundation/pact-core@20.2.0';

/** What the engine needs of its surroundings. */
export interface EngineParts {
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
  /** After this the child process is killed, whatever it does. */
  readonly timeoutMs: number;
  /** Ends everything at once, as `Interrupted`. */
  readonly stop?: AbortSignal | undefined;
  /** Told of each result as it comes. */
  readonly onResult?: (result: EngineResult) => void;
}

/** Somebody pressed Ctrl-C. */
export class Interrupted extends Error {}

/** What the engine said about every job that it got to. */
export interface EngineRun {
  readonly version: string;
  readonly results: readonly EngineResult[];
}

// `.ts` from a checkout, `.js` from the published package.
const child = path.join(import.meta.dirname, `engine-child${path.extname(import.meta.filename)}`);

/**
 * Runs Pact's engine, in a process of its own, on the jobs that are prepared while it loads. Throws a {@link StartError} when the engine is not installed,
 * does not load, dies, or is not done in time; the process is then gone.
 */
export async function runEngine(
  prepare: () => Promise<EngineOrder>,
  { clock, env, timeoutMs, stop, onResult = () => undefined }: EngineParts,
): Promise<EngineRun> {
  const home = makeHome();
  const engine = fork(child, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: engineEnvironment(env, home),
  });
  const ended = new AbortController();
  const timedOut = clock.sleep(timeoutMs, ended.signal).then((): never => {
    throw new StartError(
      `Pact's engine was not done after ${formatDuration(timeoutMs)} and was stopped. See whether the other side answers, or give more time with --timeout.`,
    );
  });
  try {
    return await Promise.race([
      converse(engine, prepare, onResult),
      timedOut,
      interrupted(stop, ended.signal),
    ]);
  } finally {
    engine.kill('SIGKILL');
    timedOut.catch(() => undefined);
    ended.abort();
    rmSync(home, { recursive: true, force: true });
  }
}

const authorities = 'authorities.pem';

/** An empty folder, but for one authority: the engine wants some, and reads all that it finds before each job. */
function makeHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'phoney-engine-'));
  writeFileSync(path.join(home, authorities), rootCertificates[0] ?? '');
  return home;
}

/** Rejects when `stop` aborts; pends otherwise. */
function interrupted(stop: AbortSignal | undefined, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const interrupt = (): void => reject(new Interrupted('Interrupted.'));
    if (stop?.aborted === true) interrupt();
    stop?.addEventListener('abort', interrupt, { once: true, signal: over });
  });
}

function converse(
  engine: ChildProcess,
  prepare: () => Promise<EngineOrder>,
  onResult: (result: EngineResult) => void,
): Promise<EngineRun> {
  const output = rememberOutput(engine);
  return new Promise((resolve, reject) => {
    // While the engine loads.
    const prepared = prepare();
    prepared.catch(reject);
    let version = '';
    const results: EngineResult[] = [];
    engine.on('message', (message) => {
      const report = message as EngineReport;
      switch (report.type) {
        case 'ready':
          version = report.version;
          // Why there is none has been told.
          void prepared.then(
            (order) => engine.send(order),
            () => undefined,
          );
          break;
        case 'missing':
          reject(
            new StartError(
              `Contracts are verified by Pact's engine, which could not be loaded: ${report.reason}. Install it with \`npm install ${enginePackage}\`; everything else works without it.`,
            ),
          );
          break;
        case 'result':
          results.push(report.result);
          onResult(report.result);
          break;
        case 'done':
          resolve({ version, results });
      }
    });
    engine.on('error', (error) =>
      reject(new StartError(`Pact's engine could not be started: ${error.message}.`)),
    );
    engine.on('close', (code, signal) => {
      const how = signal === null ? `with code ${code}` : `by ${signal}`;
      reject(new StartError(`Pact's engine ended ${how} before it was done.\n${output()}`.trim()));
    });
  });
}

const keptOutput = 4096;

/** Reads what the child prints, so that its pipes never fill, and keeps the end of it. */
function rememberOutput({ stdout, stderr }: ChildProcess): () => string {
  let text = '';
  for (const stream of [stdout, stderr]) {
    stream?.on('data', (data: Buffer) => (text = `${text}${data.toString()}`.slice(-keptOutput)));
  }
  return () => stripVTControlCharacters(text);
}

/**
 * The environment of the child. Telemetry stops on exactly `true`. The engine speaks to the gateway on this machine and to
 * nobody else, so that no proxy and no broker of the surroundings may come in between. `home` is as good as empty: what lies in
 * the user's own, such as Pact's plugins, is not the engine's to run.
 */
export function engineEnvironment(env: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(PACT_|XDG_|(https?|all|ftp|no)_proxy$|SSL_|RUST_LOG$|HOME$|USERPROFILE$)/i.test(name),
  );
  const loopback = '127.0.0.1,localhost';
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    USERPROFILE: home,
    PACT_PLUGIN_DIR: home,
    SSL_CERT_FILE: path.join(home, authorities),
    SSL_CERT_DIR: home,
    PACT_DO_NOT_TRACK: 'true',
    NO_PROXY: loopback,
    no_proxy: loopback,
    LOG_LEVEL: 'error',
  };
}
