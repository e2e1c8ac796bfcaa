import { Command, CommanderError } from 'commander';
import { exitCodes } from '../lib/errors.ts';
import { certsCommand } from './certs.ts';
import { checkCommand } from './check.ts';
import { completionCommand } from './completion/command.ts';
import { contractsCommand } from './contracts.ts';
import { ctlCommand } from './ctl.ts';
import { demoCommand } from './demo.ts';
import { dialectCommand } from './dialect/command.ts';
import { bindToEnvironment, checkSwitches, nameVariables, wantsJson } from './flags/environment.ts';
import { exitCodeHelp, reportFailure, tellMisuse } from './exit.ts';
import { doctorCommand } from './doctor/command.ts';
import { initCommand } from './init/command.ts';
import { listenCommand } from './listen.ts';
import { loadCommand } from './load/load.ts';
import { processOutput } from './output.ts';
import { captureDiffCommand } from './capture/capture-diff.ts';
import { replayCommand } from './capture/replay.ts';
import { reportCommand } from './report.ts';
import { runCommand } from './run.ts';
import { scenariosCommand } from './scenarios.ts';
import { workerCommand } from './shares/worker.ts';
import { serveCommand } from './serve.ts';
import { specCommand } from './spec/spec.ts';
import { tapCommand } from './tap.ts';
import { triggerCommand } from './trigger.ts';
import { validateCommand } from './validate.ts';
import { version } from './version.ts';

const help = `
Examples:
  phoney demo                                      a simulated day against the built-in receiver
  phoney init                                      a project of your own that is tested with phoney
  phoney certs                                     development certificates for mutual TLS
  phoney listen                                    a receiver that validates what arrives
  phoney scenarios                                 what phoney brings along
  phoney run day.yaml --url https://localhost:8443/events
  phoney check asapp                               whether a receiver holds what the vendor demands

Every flag has a variable: --wait-for-receiver is PHONEY_WAIT_FOR_RECEIVER. A flag that is given wins.
Of a flag that may be repeated the variable holds one value a line.
${exitCodeHelp}`;

const commands = [
  demoCommand,
  initCommand,
  runCommand,
  loadCommand,
  workerCommand,
  serveCommand,
  replayCommand,
  captureDiffCommand,
  reportCommand,
  tapCommand,
  listenCommand,
  certsCommand,
  validateCommand,
  scenariosCommand,
  triggerCommand,
  checkCommand,
  ctlCommand,
  contractsCommand,
  specCommand,
  doctorCommand,
  completionCommand,
  dialectCommand,
];
/** Everything that may be typed, with the variables of `env` as the flags' defaults. */
export function createProgram(env: NodeJS.ProcessEnv): Command {
  const program = new Command('phoney')
    .description(
      'A phoney contact centre: plays the real-time feeds of contact-centre vendors against your receiver.',
    )
    .version(version)
    // A command may have a --version of its own: what it verifies has one.
    .enablePositionalOptions()
    .addHelpText('after', help);
  for (const command of commands) program.addCommand(bindToEnvironment(command(), env));
  return endWithCodes(program);
}

/** Runs what was typed. Sets the exit code of the process; throws nothing. */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  const { env } = process;
  const program = createProgram(env);
  let running: Command | undefined;
  program.hook('preAction', (_, command) => {
    running = command;
    checkSwitches(command, env);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const output = processOutput({ quiet: false });
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? exitCodes.passed : exitCodes.badInput;
      if (error.exitCode !== 0 && wantsJson(args, env)) tellMisuse(error, output);
      return;
    }
    process.exitCode = reportFailure(error, output, {
      json: running?.opts<{ json?: boolean }>().json === true,
      rename: (problems) => (running === undefined ? problems : nameVariables(problems, running)),
    });
  }
}

/** Commander's own mistakes (an unknown option) end with our code for bad input instead of 1. */
function endWithCodes(command: Command): Command {
  command.exitOverride();
  for (const sub of command.commands) endWithCodes(sub);
  return command;
}
