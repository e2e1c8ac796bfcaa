import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import type { ControlOptions, OpenControl } from '../../src/control/open-control.ts';
import { openControl } from '../../src/control/open-control.ts';
import { machineClock } from '../../src/lib/clock.ts';
import type { Run } from '../../src/run/handle.ts';
import type { RunOptions } from '../../src/run/options.ts';
import { startRun } from '../../src/run/run.ts';
import { loadScenario, type Scenario } from '../../src/scenario/index.ts';

/** A centre with one agent in which nothing happens by itself. */
export const quietText = (more = ''): string => `
seed: 7
start: 2026-03-02T08:00
duration: 1h
pace: max
grace: 1s
centre:
  queues: [{ name: Sales }]
  agents: [{ name: alice, queues: [Sales] }]
${more}`;

export const quiet = (more = ''): Scenario => loadScenario({ file: 'quiet.yaml', text: quietText(more) });

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Of JSON. */
  readonly body: Record<string, unknown>;
}

/** How a request differs from the usual one. */
export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly raw?: string | Buffer;
}

/** A control API, and how it is called. */
export interface Setting extends OpenControl {
  readonly call: (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<Answer>;
  /** The answer as it comes. */
  readonly open: (path: string, headers?: Readonly<Record<string, string>>) => Promise<IncomingMessage>;
  /** Errors that were none of the caller's. */
  readonly bugs: unknown[];
}

/** Opens an API that can start runs. */
export async function openApi(
  options: Partial<ControlOptions> = {},
  runOptions: RunOptions = {},
): Promise<Setting> {
  const bugs: unknown[] = [];
  const runs = new Set<Run>();
  const opened: OpenControl = await openControl({
    port: 0,
    clock: machineClock,
    version: '0.0.0',
    onError: (error) => void bugs.push(error),
    async play(scenario, { paused = true }) {
      const run = await startRun(scenario, { keep: 1000, stayOpen: true, ...runOptions, paused });
      runs.add(run);
      opened.control.hold(run);
    },
    ...options,
  });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(async () => {
    agent.destroy();
    for (const run of runs) run.cutOff();
    await Promise.all([...runs].map((run) => run.result));
    await opened.close();
  });
  return {
    ...opened,
    bugs,
    call: (method, path, body, { headers = {}, raw } = {}) =>
      new Promise((resolve, reject) => {
        const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
        // The length by hand: Node leaves it out for methods that seldom have a body.
        const ofBody = sent !== undefined && {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(sent)),
        };
        const json = { ...ofBody, ...headers };
        const { hostname, port } = new URL(opened.url);
        const outgoing = request({ agent, method, hostname, port, path, headers: json }, (response) => {
          readAll(response).then((text) => {
            const { statusCode: status = 0, headers: got } = response;
            resolve({ status, headers: got, text, body: parseObject(text) });
          }, reject);
        });
        outgoing.on('error', reject);
        outgoing.end(sent);
      }),
    open: (path, headers = {}) =>
      new Promise((resolve, reject) => {
        const outgoing = request(`${opened.url}${path}`, { headers }, resolve);
        outgoing.on('error', reject);
        outgoing.end();
        onTestFinished(() => void outgoing.destroy());
      }),
  };
}

/** Opens an API with a run of the scenario, paused at its first instant. */
export async function openWithRun(
  scenario: Scenario = quiet(),
  options: Partial<ControlOptions> = {},
  runOptions: RunOptions = {},
): Promise<Setting & { readonly run: Run }> {
  const setting = await openApi(options, runOptions);
  const { run } = await setting.control.start(scenario, { paused: true });
  return { ...setting, run };
}

async function readAll(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
