import { Command } from 'commander';
import { exitCodes, InputError } from '../lib/errors.ts';
import type { Scenario } from '../scenario/index.ts';
import { addControlFlags, openControlFor, type ControlFlags } from './flags/control-flags.ts';
import { exitCodeHelp } from './exit.ts';
import type { Interrupt } from './interrupt.ts';
import { parseDurationFlag, parsePositive, parseRate, parseSeedOrRandom, startHelp } from './flags/flags.ts';
import { addRateFlags, type RateFlags } from './flags/rate-flags.ts';
import { addSendingFlags, type SendingFlags } from './flags/sending-flags.ts';
import { processOutput, type Output } from './output.ts';
import { type ReportFlags, addReportFlags, readWishes, reportHelp } from './report/report-flags.ts';
import { together } from './flags/together.ts';
import { findScenario } from './run/scenario-source.ts';
import { addTlsFlags, type TlsFlags } from './flags/tls-flags.ts';

interface RunFlags extends TlsFlags, ControlFlags, ReportFlags, SendingFlags, RateFlags {
  readonly speed?: number;
  readonly rate?: number;
  readonly seed?: number;
  readonly duration?: number;
  readonly start?: string;
  readonly dryRun?: boolean;
  readonly watch?: boolean;
}

/** `phoney run FILE`: plays a scenario against its targets. */
export function runCommand(): Command {
  const command = new Command('run')
    .description('Play a scenario against its targets, then judge it by its expectations.')
    .argument('<file>', 'the scenario, one of phoney scenarios by its name, or - for standard input')
    .option('--speed <factor>', 'simulated time runs this many times as fast as real time', parsePositive)
    .option('--rate <n>', 'send n messages a second, evenly, whatever the simulated time', parseRate)
    .option('--seed <n>', "instead of the scenario's; random: another one each time", parseSeedOrRandom)
    .option(
      '--duration <time>',
      'how long: simulated time; with --rate, real time (the simulated days go on)',
      parseDurationFlag,
    )
    .option('--start <time>', startHelp)
    .option('--dry-run', 'print the messages as NDJSON instead of sending them')
    .option('--watch', 'play it again whenever its file changes, until Ctrl-C');
  return addTlsFlags(addControlFlags(addReportFlags(addSendingFlags(addRateFlags(command)))))
    .addHelpText(
      'after',
      `
Examples:
  phoney run first-day
  phoney run day.yaml --url https://receiver.example/events --cert client.pem --key client-key.pem --ca ca.pem
  phoney run day.yaml --url asapp.journey=https://localhost:8443/journey
  phoney run day.yaml --rate 1000 --duration 60s --json
  phoney run day.yaml --wait-for-receiver 30s --fail-fast
  phoney run day.yaml --dry-run | head
  phoney run day.yaml --control-port 8090 --paused --json
  phoney run day.yaml --json-lines | my-test
  phoney run day.yaml --report junit=junit.xml --report html=report.html

A target without tls of its own, whose receivers are https: on this machine, is given certs/client.pem, certs/client-key.pem
and certs/ca.pem where they exist (phoney certs makes them).

With --json, the last line on stdout is {"type":"summary",…}. A scenario with a server has {"type":"ready","origin",…}
before it, as phoney serve does; what could not begin has one line instead: {"type":"problems","problems":[…]}.
${reportHelp}
${exitCodeHelp}`,
    )
    .action(async (file: string, flags: RunFlags) => {
      process.exitCode = await runFile(file, flags);
    });
}

async function runFile(file: string, flags: RunFlags): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  checkFlags(file, flags);
  if (flags.watch !== true) return playFile(file, flags, output);
  const [{ playAgainAtChanges }, { listenForStop }, { machineClock }, { reportFailure }] = await Promise.all([
    import('./run/watch.ts'),
    import('./run/play-and-report.ts'),
    import('../lib/clock.ts'),
    import('./exit.ts'),
  ]);
  const source = findScenario(file);
  if (typeof source !== 'string') throw new InputError('There is no file to watch.');
  const interrupt = listenForStop(output);
  try {
    const code = await playAgainAtChanges(source, {
      clock: machineClock,
      stop: interrupt.stop,
      play: (giveUp) => playFile(file, flags, output, { giveUp, interrupt }),
      tell: (error) =>
        reportFailure(error, output, { json: flags.json === true, rename: (problems) => problems }),
      wait: () => output.note(`Waiting for a change of ${source}. Press Ctrl-C to end.`),
    });
    // Being stopped is how it ends.
    return code === exitCodes.interrupted || code === exitCodes.terminated ? exitCodes.passed : code;
  } finally {
    interrupt.release();
  }
}

function checkFlags(
  file: string,
  { dryRun, record, jsonLines, controlPort, watch, report = [], reportDir }: RunFlags,
): void {
  if (dryRun === true && record !== undefined) {
    throw new InputError(
      '--dry-run and --record exclude each other: without sending there are no attempts to record. Keep one of them; --dry-run prints the messages to stdout.',
    );
  }
  if (dryRun === true && (report.length > 0 || reportDir !== undefined)) {
    throw new InputError(
      '--dry-run and --report exclude each other: what is not sent has no times and no answers to report. Keep one of them.',
    );
  }
  if (dryRun === true && (jsonLines === true || controlPort !== undefined)) {
    throw new InputError(
      '--dry-run sends nothing, so that there is nothing to follow or to steer. Leave it out.',
    );
  }
  if (watch === true && file === '-') {
    throw new InputError('--watch waits for changes of a file, and standard input is none. Name the file.');
  }
}

/** Plays the file once. */
async function playFile(
  file: string,
  flags: RunFlags,
  output: Output,
  once: { readonly giveUp?: AbortSignal; readonly interrupt?: Interrupt } = {},
): Promise<number> {
  const [
    { loadScenario },
    { adaptScenario, namedAsGiven, stopAfterMs },
    { playAndReport },
    { machineClock },
    finding,
  ] = await Promise.all([
    import('../scenario/index.ts'),
    import('./run/adapt-scenario.ts'),
    import('./run/play-and-report.ts'),
    import('../lib/clock.ts'),
    import('./run/find-certificates.ts'),
  ]);
  const [adapted] = together(
    () => adaptScenario(namedAsGiven(loadScenario(findScenario(file), { start: flags.start }), file), flags),
    () => readWishes(flags, { ...flags, reads: [file] }),
  );
  if (flags.dryRun === true) return printMessages(adapted, output);
  const scenario = finding.useFoundCertificates(adapted, (line) => output.note(line));
  output.note(`${output.paint.bold('phoney run')} ${file}, seed ${scenario.seed}`);
  const control = await openControlFor(flags, output);
  try {
    return await playAndReport(
      scenario,
      { ...flags, reads: [file], stopAfterMs: stopAfterMs(scenario, flags) },
      output,
      machineClock,
      {
        listen: { port: flags.port },
        paused: flags.paused === true,
        ...once,
        ...(control !== undefined && { control, keep: flags.keep }),
      },
    );
  } finally {
    await control?.close();
  }
}

async function printMessages(scenario: Scenario, output: Output): Promise<number> {
  const [{ startRun }, { messageLine }, { listenForInterrupt }, { LineWriter }, wording] = await Promise.all([
    import('../run/run.ts'),
    import('../record/record.ts'),
    import('./interrupt.ts'),
    import('./run/line-writer.ts'),
    import('../record/report/wording.ts'),
  ]);
  const interrupt = listenForInterrupt(() => output.note('Stopping.'));
  const writer = new LineWriter(process.stdout);
  let count = 0;
  const run = await startRun(
    { ...scenario, pace: { kind: 'max' } },
    {
      instead: {
        send(message) {
          count++;
          writer.write(JSON.stringify(messageLine(message)));
        },
      },
      ready: () => writer.room(),
    },
  );
  interrupt.stop.addEventListener('abort', () => run.stop(), { once: true });
  await run.result;
  await writer.end();
  interrupt.release();
  output.note(`${wording.countOf(count, 'message')}, none sent.`);
  return interrupt.stop.aborted ? interrupt.exitCode : exitCodes.passed;
}
