import { Command } from 'commander';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../lib/clock.ts';
import { exitCodes } from '../lib/errors.ts';
import { exitCodeHelp } from './exit.ts';
import type { ReceiverRules } from '../dialects/vendor.ts';
import type { Receiver } from '../receiver/receiver.ts';
import type { TemporaryCertificates } from '../tls/temporary-certificates.ts';
import type { Scenario } from '../scenario/index.ts';
import { count } from '../record/report/wording.ts';
import { processOutput, type Output } from './output.ts';

interface DemoFlags {
  /** Whether the day is played on in a browser; absent: where somebody sits at a terminal. */
  readonly console?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** The shipped scenario, in a checkout and in the installed package alike. */
const firstDay = fileURLToPath(new URL('../../scenarios/first-day.yaml', import.meta.url));

/** How fast the day goes on for people: an hour a minute. */
const watchedSpeed = 60;

/** `phoney demo`: everything together, with nothing to set up. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('Play a simulated day against the built-in receiver over mutual TLS, in about 15 seconds.')
    .option(
      '--console',
      'afterwards play the day again in a browser, until Ctrl-C; at a terminal the default',
    )
    .option('--no-console', 'end with the day')
    .option('--json', 'end with a summary in JSON on stdout')
    .option('--quiet', 'print nothing; the exit code tells')
    .addHelpText(
      'after',
      `
Makes certificates in a temporary folder, starts a receiver on 127.0.0.1 that asks for a client certificate,
plays the scenario first-day against it and clears everything away. At a terminal it then plays the day again, slowly, and
says where it can be watched and changed in a browser, until Ctrl-C.

Examples:
  phoney demo
  phoney demo --no-console
  phoney demo --json
${exitCodeHelp}`,
    )
    .action(async (flags: DemoFlags) => {
      process.exitCode = await playDemo(flags);
    });
}

async function playDemo(flags: DemoFlags): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  const [{ loadScenario }, { adaptScenario }, { playAndReport }, { machineClock }, { receivers }] =
    await Promise.all([
      import('../scenario/index.ts'),
      import('./run/adapt-scenario.ts'),
      import('./run/play-and-report.ts'),
      import('../lib/clock.ts'),
      import('../dialects/index.ts'),
    ]);
  const day = loadScenario(firstDay);
  const [vendor = ''] = Object.keys(day.targets);
  const rules = receivers.get(vendor);
  if (rules === undefined) throw new Error(`The day of the demo is told to ${vendor}, which calls nobody.`);
  const certificates = await makeDemoCertificates(machineClock);
  let receiver: Receiver | undefined;
  try {
    receiver = await startDemoReceiver(certificates, rules, machineClock);
    const scenario = adaptScenario(day, { url: [`${receiver.url}/${vendor}`], ...certificates.client });
    introduce(output, scenario.centre.agents.length, receiver.url);
    const code = await playAndReport(scenario, flags, output, machineClock);
    const isWatched =
      code === exitCodes.passed && (flags.console ?? (output.isAttended && flags.json !== true));
    conclude(output, receiver, isWatched);
    if (isWatched) await playOn(scenario, output, machineClock);
    return code;
  } finally {
    await receiver?.close();
    certificates.remove();
  }
}

/** The day again, over and over, with the console, until somebody ends it. */
async function playOn(day: Scenario, output: Output, clock: Clock): Promise<void> {
  const { serveRuns } = await import('./serve/serve-runs.ts');
  // What is expected of a whole day is not of a part of it.
  const watched: Scenario = { ...day, expect: [], pace: { kind: 'speed', speed: watchedSpeed } };
  const flags = {
    ...{ console: true, loop: true, keep: 10_000 },
    ...{ controlPort: 0, controlHost: '127.0.0.1', controlAllowHost: [], controlAllowOrigin: [] },
  };
  await serveRuns(watched, { flags, output, clock, listen: { hostname: '127.0.0.1', port: 0 } });
}

async function makeDemoCertificates(clock: Clock): Promise<TemporaryCertificates> {
  const [{ makeTemporaryCertificates }, { defaultSubject }] = await Promise.all([
    import('../tls/temporary-certificates.ts'),
    import('../tls/certificate-files.ts'),
  ]);
  const hosts = ['localhost', '127.0.0.1'];
  const order = { hosts, subject: defaultSubject, keyType: 'p256', days: 1, wallMs: clock.wallMs() } as const;
  return makeTemporaryCertificates(order, { prefix: 'phoney-demo-' });
}

async function startDemoReceiver(
  { texts }: TemporaryCertificates,
  rules: ReceiverRules,
  clock: Clock,
): Promise<Receiver> {
  const { startReceiver } = await import('../receiver/receiver.ts');
  return startReceiver({
    host: '127.0.0.1',
    port: 0,
    tls: { ...texts.server, minVersion: rules.minVersion },
    validate: await rules.validator(),
    clock,
  });
}

function introduce(output: Output, kindsOfAgents: number, url: string): void {
  const { bold, dim } = output.paint;
  for (const line of [
    bold('phoney: a phoney contact centre'),
    '',
    `A simulated working day (${dim('first-day')}): two telephone queues,`,
    `one chat queue, people in ${kindsOfAgents} teams or roles. What happens there is told to a`,
    'receiver the way ASAPP does it: one POST per event, over mutual TLS, in three',
    `feeds: ${bold('activity')} (what agents do), ${bold('journey')} (what becomes of chats) and`,
    `${bold('queue')} (how queues stand). The receiver is phoney's own, at`,
    `${dim(url)}, with certificates made a moment ago.`,
    '',
  ])
    output.note(line);
}

function conclude(output: Output, receiver: Receiver, isWatched: boolean): void {
  const { events, duplicates, invalid } = receiver.counts();
  const { bold } = output.paint;
  const inBrowser = isWatched
    ? [
        `The same day again, an hour a minute, to be watched and changed in a browser. ${bold('Ctrl-C ends it.')}`,
      ]
    : [
        `The same day in a browser, live, with buttons: ${bold('phoney serve first-day --console --speed 60')},`,
        '  at http://127.0.0.1:8090/console',
      ];
  for (const line of [
    '',
    `The receiver saw ${count(events)} events, ${count(duplicates)} twice, ${count(invalid)} invalid.`,
    '',
    `Next, against your own receiver: ${bold('phoney certs')}, then`,
    '  phoney run first-day --url https://localhost:8443/events',
    '',
    ...inBrowser,
  ])
    output.note(line);
}
