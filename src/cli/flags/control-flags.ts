import type { Command } from 'commander';
import type { OpenControl } from '../../control/open-control.ts';
import type { Play } from '../../control/control.ts';
import { InputError } from '../../lib/errors.ts';
import { collect, parseCount, parsePort } from './flags.ts';
import type { Need } from './needs.ts';
import type { Output } from '../output.ts';
import { version } from '../version.ts';

/** Whether and where a run can be steered over HTTP. */
export interface ControlFlags {
  readonly controlPort?: number;
  readonly controlHost: string;
  readonly controlTokenEnv?: string;
  readonly controlAllowHost: readonly string[];
  readonly controlAllowOrigin: readonly string[];
  readonly keep: number;
  readonly paused?: boolean;
  /** Where the console is said to be; it needs the control API, and opens it. */
  readonly console?: boolean;
}

/** Adds the flags of the control API. */
export function addControlFlags(command: Command): Command {
  return command
    .option(
      '--control-port <n>',
      'open the control API (docs/control-api.md); 0 for any port that is free',
      parsePort,
    )
    .option('--control-host <address>', 'its address; another needs a token', '127.0.0.1')
    .option('--control-token-env <name>', 'the environment variable that holds the token of its callers')
    .option('--control-allow-host <name>', 'a further name under which it is called; repeatable', collect, [])
    .option('--control-allow-origin <origin>', 'web pages that may call it; repeatable', collect, [])
    .option('--keep <n>', 'how many records and messages it can show', parseCount, 10_000)
    .option('--paused', 'begin paused, at the first instant');
}

const noApi = 'Without --control-port there is no control API.';

/** Which of these flags have no effect without another. */
export const controlNeeds: readonly Need[] = [
  '--control-host',
  '--control-token-env',
  '--control-allow-host',
  '--control-allow-origin',
  '--keep',
].map((flag) => ({ flag, of: ['--control-port'], why: noApi }));

/** Where the console is, unless another port is asked for: an address that can be kept. */
const consolePort = 8090;

/** Opens the control API where it is wanted. `play` starts further runs; absent: there is only the one. */
export async function openControlFor(
  flags: ControlFlags,
  output: Output,
  play?: Play,
): Promise<OpenControl | undefined> {
  const { controlPort: port = flags.console === true ? consolePort : undefined, controlHost: hostname } =
    flags;
  if (port === undefined) {
    if (flags.paused !== true) return undefined;
    throw new InputError(
      'Nobody could resume a run that begins paused. Give --control-port, or leave out --paused.',
    );
  }
  const [{ openControl }, { machineClock }] = await Promise.all([
    import('../../control/open-control.ts'),
    import('../../lib/clock.ts'),
  ]);
  const opened = await openControl({
    port,
    hostname,
    allowedHosts: flags.controlAllowHost,
    allowedOrigins: flags.controlAllowOrigin,
    token: readToken(flags),
    clock: machineClock,
    version,
    ...(play !== undefined && { play }),
    onError(error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      output.problems([{ message: `A request could not be answered, which is a bug in phoney. ${text}` }]);
    },
  });
  output.note(`Control API at ${opened.url}, for people at ${opened.url}/docs.`);
  if (flags.console === true) output.note(`Console at ${opened.url}/console: open it in a browser.`);
  return opened;
}

function readToken({ controlTokenEnv: name }: ControlFlags): string | undefined {
  if (name === undefined) return undefined;
  const token = process.env[name] ?? '';
  if (/^[\x21-\x7E]{16,}$/.test(token)) return token;
  throw new InputError(
    token === ''
      ? `The environment variable ${name} is not set. Put the token into it, or leave out --control-token-env.`
      : `The token in ${name} is too short or has other characters than printable ASCII without spaces. Give it at least 16 letters, digits or signs.`,
  );
}
