import { Command } from 'commander';
import { machineClock } from '../../lib/clock.ts';
import { exitCodes } from '../../lib/errors.ts';
import { exitCodeHelp } from '../exit.ts';
import { addRedisFlag, type RedisFlags } from '../shares/redis-flags.ts';
import { processOutput, type Output } from '../output.ts';
import type { Finding, Weight } from './finding.ts';

interface DoctorFlags extends RedisFlags {
  readonly scenario?: string;
  readonly certs: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const help = `
Looks at Node, the certificates in certs/, the ports that phoney listens on unless told otherwise, the clock, Pact's engine,
open files, the disk, proxies, and Redis where an address is given; with --scenario at what that scenario needs: variables,
receivers, certificates on both sides. Nothing is sent to a receiver. Each finding says what to do.

Examples:
  phoney doctor
  phoney doctor --scenario day.yaml
  phoney doctor --json | jq 'select(.weight == "problem")'

With --json, a line on stdout for each finding, and one at the end:
  {"type":"finding","about","weight":"good"|"note"|"warning"|"problem","saw","advice"}
  {"type":"diagnosis","good","note","warning","problem"}
The code is 1 where there is a problem; a warning is none.
${exitCodeHelp}`;

/** `phoney doctor`: whether phoney has what it needs, and what to do where not. */
export function doctorCommand(): Command {
  const command = new Command('doctor')
    .description('Look whether everything is there that phoney needs, and say what to do where it is not.')
    .option('--scenario <file>', 'a scenario, to look at what it needs')
    .option('--certs <folder>', 'where the certificates are', 'certs');
  return addRedisFlag(command, 'the address of a Redis for shares of a load')
    .option('--json', 'print a line of JSON for each finding')
    .option('--quiet', 'print warnings and problems only')
    .addHelpText('after', help)
    .action(async (flags: DoctorFlags) => {
      const findings = await examine(flags);
      tell(findings, flags, processOutput({ quiet: false }));
      process.exitCode = findings.some(({ weight }) => weight === 'problem')
        ? exitCodes.notMet
        : exitCodes.passed;
    });
}

/** How long the clocks are watched. */
const watchMs = 200;

async function examine({ scenario, certs, on }: DoctorFlags): Promise<Finding[]> {
  const [machine, ports, optional, { checkCertificates }, { checkEnvironment }] = await Promise.all([
    import('./machine.ts'),
    import('./ports.ts'),
    import('./optional.ts'),
    import('./certificates.ts'),
    import('./environment.ts'),
  ]);
  const clocks = () => ({ wallMs: machineClock.wallMs(), monotonicMs: machineClock.monotonicMs() });
  const before = clocks();
  const [free, redis] = await Promise.all([
    ports.checkPorts(ports.usualPorts),
    optional.checkRedis(on),
    machineClock.sleep(watchMs),
  ]);
  const after = clocks();
  const { node, tz = '' } = process.versions;
  return [
    ...machine.checkMachine({ node, timeZones: tz, openFiles: openFiles(), wallMs: after.wallMs }),
    machine.checkClock(before, after),
    machine.checkDisk('.'),
    ...checkEnvironment(process.env),
    ...checkCertificates(certs, after.wallMs),
    ...free,
    optional.checkEngine(),
    ...redis,
    ...(scenario === undefined ? [] : await examineScenario(scenario)),
  ];
}

async function examineScenario(file: string): Promise<Finding[]> {
  const { checkScenario } = await import('./scenario.ts');
  return checkScenario(file, { env: process.env, clock: machineClock });
}

/** The soft limit, which is what counts; Windows has none. */
function openFiles(): number | undefined {
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft: number | 'unlimited' } };
  };
  const soft = userLimits?.open_files?.soft;
  return soft === 'unlimited' ? Infinity : soft;
}

const signs: Readonly<Record<Weight, string>> = { good: '✓', note: '·', warning: '!', problem: '✗' };

function tell(findings: readonly Finding[], { json, quiet }: DoctorFlags, output: Output): void {
  const told = findings.filter(
    ({ weight }) => quiet !== true || weight === 'warning' || weight === 'problem',
  );
  const count = (wanted: Weight): number => findings.filter(({ weight }) => weight === wanted).length;
  if (json === true) {
    for (const finding of told) output.result(JSON.stringify({ type: 'finding', ...finding }));
    const counts = { good: count('good'), note: count('note') };
    const troubles = { warning: count('warning'), problem: count('problem') };
    return output.result(JSON.stringify({ type: 'diagnosis', ...counts, ...troubles }));
  }
  const paints = {
    good: output.paint.good,
    note: output.paint.dim,
    warning: output.paint.bold,
    problem: output.paint.bad,
  };
  for (const { about, weight, saw, advice } of told) {
    output.note(`${paints[weight](signs[weight])} ${about}: ${saw}`);
    if (advice !== undefined) output.note(`    ${advice}`);
  }
  if (quiet !== true) output.note(`Problems: ${count('problem')}. Warnings: ${count('warning')}.`);
}
