import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { Clock } from '../lib/clock.ts';
import { exitCodes, formatProblem, InputError } from '../lib/errors.ts';
import { addControlFlags, type ControlFlags } from './flags/control-flags.ts';
import { exitCodeHelp } from './exit.ts';
import { parseCount, parsePort, parsePositive, parseSeed } from './flags/flags.ts';
import { processOutput, type Output } from './output.ts';
import { type ReportFlags, addReportFlags, readWishes, reportHelp } from './report/report-flags.ts';
import type { Scenario } from '../scenario/index.ts';
import { together } from './flags/together.ts';
import { findScenario } from './run/scenario-source.ts';

interface ServeFlags extends ControlFlags, ReportFlags {
  readonly port: number;
  readonly host: string;
  readonly cert?: string;
  readonly key?: string;
  readonly passphraseEnv?: string;
  readonly plain?: boolean;
  readonly waitForClients?: number;
  readonly loop?: boolean;
  readonly speed?: number;
  readonly seed?: number;
  readonly record?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const help = `
Plays every target of the scenario as phoney run does, with the servers of those that have one: Enreach's hub and token
endpoint, RingCentral's subscriptions and recordings. Stays up after the day is over, until Ctrl-C.

TLS: --cert and --key, else certs/server.pem and certs/server-key.pem where they exist (phoney certs makes them), else
plain http:, on this machine only. For what it sends itself it finds certificates as phoney run does.

Examples:
  phoney serve enreach-everything
  phoney serve day.yaml --port 8444 --wait-for-clients 2 --loop
  phoney serve day.yaml --plain --port 0 --json
  phoney serve first-day --console --speed 60      watch it, and take part, at http://127.0.0.1:8090/console
  phoney serve --control-port 8090                 waits for a scenario (POST /v1/scenarios)

With --json, stdout starts with
  {"type":"ready","origin","subscriptions","rte","token","users":[{"name","id"}],"queues":[…],"callLists":[…]}
where origin is the server's, subscriptions the address of RingCentral's REST API, rte the hub's as Microsoft's clients want
it, and token that of the token endpoint for the caller's own token, each only where the scenario has it; at the end comes
the summary, as of phoney run.
`;

/** `phoney serve FILE`: plays a scenario with its servers open. */
export function serveCommand(): Command {
  const command = new Command('serve')
    .description('Open the servers of a scenario’s targets and play it to whoever connects.')
    .argument(
      '[file]',
      'the scenario, one of phoney scenarios by its name, or - for standard input; with --control-port it may come later',
    )
    .option('--port <n>', 'the port; 0 for any that is free', parsePort, 8444)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--cert <file>', "the server's certificate, PEM")
    .option('--key <file>', "the certificate's key, PEM")
    .option('--passphrase-env <name>', "the environment variable that holds the key's passphrase")
    .option('--plain', 'http: without TLS; on this machine only')
    .option(
      '--wait-for-clients <n>',
      'begin once so many clients have subscribed; default: at once',
      parseCount,
    )
    .option('--loop', 'play the day over and over, each time dated a week later')
    .option('--speed <factor>', 'simulated time runs this many times as fast as real time', parsePositive)
    .option('--seed <n>', "instead of the scenario's seed", parseSeed)
    .option(
      '--record <file>',
      'write every event, message, attempt and outcome as NDJSON; - for stdout, .gz and .zst are compressed',
    )
    .option(
      '--console',
      'watch the centre and take part in a browser (docs/console.md); at --control-port, or else 8090',
    )
    .option('--json', 'print the ready line and the summary in JSON on stdout')
    .option('--quiet', 'no progress and no report');
  return addControlFlags(addReportFlags(command))
    .addHelpText(
      'after',
      `${help}${reportHelp}\n${exitCodeHelp}\n\nA signal is how this command usually ends: then it ends with 0, or 1 where expectations were not met.`,
    )
    .action(async (file: string | undefined, flags: ServeFlags) => {
      process.exitCode = await serve(file, flags);
    });
}

async function serve(file: string | undefined, flags: ServeFlags): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  if (file === undefined && flags.controlPort === undefined && flags.console !== true) {
    throw new InputError(
      'Which scenario? Name its file, or give --control-port or --console, over which one can be started.',
    );
  }
  const [{ loadScenario }, { adaptScenario, namedAsGiven }, { serveRuns }, { machineClock }, finding] =
    await Promise.all([
      import('../scenario/index.ts'),
      import('./run/adapt-scenario.ts'),
      import('./serve/serve-runs.ts'),
      import('../lib/clock.ts'),
      import('./run/find-certificates.ts'),
    ]);
  const told = { ...flags, ...(file !== undefined && { reads: [file] }) };
  const adapt = (): Scenario | undefined =>
    file === undefined
      ? undefined
      : adaptScenario(namedAsGiven(loadScenario(findScenario(file)), file), {
          url: [],
          ...(flags.speed !== undefined && { speed: flags.speed }),
          ...(flags.seed !== undefined && { seed: flags.seed }),
          ...(flags.waitForClients !== undefined && { waitForClients: flags.waitForClients }),
        });
  const [adapted] = together(adapt, () => readWishes(flags, told));
  const scenario = adapted && finding.useFoundCertificates(adapted, (line) => output.note(line));
  const tls = await readTls(flags, machineClock, output);
  const listen = { hostname: flags.host, port: flags.port, ...(tls !== undefined && { tls }) };
  const code = await serveRuns(scenario, { flags: told, output, clock: machineClock, listen });
  // Being stopped is how this command ends.
  return code === exitCodes.interrupted || code === exitCodes.terminated ? exitCodes.passed : code;
}

/** The certificate and key of the server; `undefined` for plain HTTP, which only this machine may use. */
async function readTls(
  { host, cert, key, passphraseEnv, plain }: ServeFlags,
  clock: Clock,
  output: Output,
): Promise<{ cert: string; key: string; passphrase?: string } | undefined> {
  const [{ isLoopback }, { loadPem }] = await Promise.all([
    import('../lib/address/receiver-url.ts'),
    import('../tls/pem.ts'),
  ]);
  const usual = { cert: 'certs/server.pem', key: 'certs/server-key.pem' };
  const given = cert !== undefined || key !== undefined;
  const named = given ? { ...(cert !== undefined && { cert }), ...(key !== undefined && { key }) } : usual;
  if (plain === true || (!given && !existsSync(usual.cert))) {
    if (isLoopback(host)) return undefined;
    throw new InputError(
      `Tokens on plain HTTP at "${host}" could be read by others; it is for this machine only. Give --cert and --key, or leave out --host.`,
    );
  }
  const files = { ...named, ...(passphraseEnv !== undefined && { passphraseEnv }) };
  const texts = loadPem(files, process.env, clock.wallMs());
  if (texts.problems.length > 0 || texts.cert === undefined || texts.key === undefined) {
    throw new InputError(texts.problems);
  }
  for (const warning of texts.warnings) output.note(`warning: ${formatProblem(warning)}`);
  const { passphrase } = texts;
  return { cert: texts.cert, key: texts.key, ...(passphrase !== undefined && { passphrase }) };
}
