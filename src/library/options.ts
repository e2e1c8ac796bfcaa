import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { redirectTargets, secureTargets } from '../dialects/index.ts';
import { machineClock } from '../lib/clock.ts';
import { InputError, type Problem } from '../lib/errors.ts';
import { receiverUrlSchema } from '../lib/schema.ts';
import { loadScenario, type Scenario, type ScenarioSource, type TargetsInput } from '../scenario/index.ts';
import { unworded } from '../scenario/issues.ts';
import { speedSchema } from '../scenario/pace.ts';
import { findingsOf, formatPath } from '../scenario/problems.ts';
import type { ListenOptions } from '../server/listen-options.ts';
import { loadPem } from '../tls/pem.ts';
import { environment } from './environment.ts';

/** A certificate with its key, and whom to trust: each the path of a PEM file, or the PEM text itself. */
export interface PemOptions {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly ca?: string | undefined;
  /** The name of the environment variable that holds the key's passphrase. */
  readonly passphrase_env?: string | undefined;
}

/** How a phoney centre is started. */
export interface StartPhoneyOptions {
  /** The path of a scenario file; a YAML text, which has a line break in it; or the scenario itself as an object. */
  readonly scenario: ScenarioSource | { readonly text: string; readonly file?: string | undefined };
  /** In place of the scenario's own, vendor by vendor. Relative paths start at the working directory. */
  readonly targets?: TargetsInput | undefined;
  /** Takes everything that the targets send, in place of their own addresses and certificates: one of `startReceiver`, or yours. */
  readonly receiver?:
    | { readonly url: string; readonly tls?: Pick<PemOptions, 'cert' | 'key' | 'ca'> | undefined }
    | undefined;
  /** In place of the scenario's own. `random`: a new one, which {@link Phoney.seed} tells. */
  readonly seed?: number | 'random' | undefined;
  /** How many times as fast simulated time passes as real time, in place of the scenario's pace. */
  readonly speed?: number | undefined;
  /** `virtual`: simulated time stands still until it is asked to move. Default: `real`. */
  readonly clock?: 'real' | 'virtual' | undefined;
  /** Where secrets are looked up by name. Default: the process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Of the server to which clients of the vendors connect. Default: 0, any free port. */
  readonly port?: number | undefined;
  /** The address on which the server listens. Default: 127.0.0.1. */
  readonly host?: string | undefined;
  /** Of the server; with a `ca`, who has no certificate of it is refused. Default: plain HTTP. */
  readonly tls?: PemOptions | undefined;
  /** How many of the last messages, and of the last records, can be looked at. Default: 10,000. */
  readonly keep?: number | undefined;
  /** Whether to go on after the day, for commands, until it is stopped. Default: true. */
  readonly stayOpen?: boolean | undefined;
  /** Told what does not stop anything, such as an expired certificate. */
  readonly onWarning?: ((problem: Problem) => void) | undefined;
}

const optionsSchema = z.strictObject({
  scenario: z.unknown(),
  targets: z.unknown().optional(),
  receiver: z.looseObject({ url: receiverUrlSchema, tls: z.looseObject({}).optional() }).optional(),
  seed: z.union([z.literal('random'), z.int().min(0)]).optional(),
  speed: speedSchema.optional(),
  clock: z.enum(['real', 'virtual']).optional(),
  env: z.record(z.string(), z.string().optional()).optional(),
  port: z.int().min(0).max(65_535).optional(),
  host: z.string().min(1).optional(),
  tls: z
    .strictObject({
      cert: z.string().optional(),
      key: z.string().optional(),
      ca: z.string().optional(),
      passphrase_env: z.string().optional(),
    })
    .optional(),
  keep: z.int().min(1).max(10_000_000).optional(),
  stayOpen: z.boolean().optional(),
  onWarning: z.unknown().optional(),
});

/** Options that are right, with their defaults. */
export interface PhoneySetting {
  readonly scenario: Scenario;
  readonly isVirtual: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly listen: ListenOptions;
  readonly keep: number;
  readonly stayOpen: boolean;
}

/** Reads the options and the scenario. Throws an {@link InputError} with everything that is wrong with either. */
export function readOptions(options: StartPhoneyOptions, warn: (problem: Problem) => void): PhoneySetting {
  checkOptions(options);
  const { env = environment, keep = 10_000, stayOpen = true, clock = 'real' } = options;
  return {
    scenario: adapt(loadScenario(sourceOf(options.scenario), { targets: options.targets }), options),
    isVirtual: clock === 'virtual',
    env,
    listen: readListen(options, env, warn),
    keep,
    stayOpen,
  };
}

function checkOptions(options: unknown): void {
  const parsed = optionsSchema.safeParse(options, { error: () => unworded, reportInput: true });
  if (parsed.success) return;
  const findings = findingsOf(parsed.error, optionsSchema, options);
  throw new InputError(findings.map(({ path, message }) => ({ path: formatPath(path), message })));
}

function sourceOf(scenario: StartPhoneyOptions['scenario']): ScenarioSource {
  if (typeof scenario === 'string') {
    return scenario.includes('\n') ? { text: scenario, file: 'scenario' } : scenario;
  }
  if (typeof scenario !== 'object' || scenario === null || !('text' in scenario)) return scenario;
  const { text, file = 'scenario' } = scenario;
  return { text, file };
}

function adapt(scenario: Scenario, { seed, speed, receiver }: StartPhoneyOptions): Scenario {
  return {
    ...scenario,
    ...(receiver !== undefined && { targets: sendTo(receiver, scenario.targets) }),
    ...(seed !== undefined && { seed: seed === 'random' ? randomInt(2 ** 47) : seed }),
    ...(speed !== undefined && { pace: { kind: 'speed', speed } }),
  };
}

function sendTo(
  { url, tls = {} }: NonNullable<StartPhoneyOptions['receiver']>,
  targets: Scenario['targets'],
): Scenario['targets'] {
  const { cert, key, ca } = tls;
  return secureTargets(
    redirectTargets(targets, () => url),
    {
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
      ...(ca !== undefined && { ca }),
    },
  );
}

function readListen(
  { port = 0, host = '127.0.0.1', tls }: StartPhoneyOptions,
  env: PhoneySetting['env'],
  warn: (problem: Problem) => void,
): ListenOptions {
  return { port, hostname: host, ...(tls !== undefined && { tls: readPem(tls, env, warn) }) };
}

/** The PEM texts of a server. Throws an {@link InputError} with everything that is wrong with them. */
export function readPem(
  { passphrase_env: passphraseEnv, cert, key, ca }: PemOptions,
  env: PhoneySetting['env'],
  warn: (problem: Problem) => void,
): NonNullable<ListenOptions['tls']> {
  const files = {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(ca !== undefined && { ca }),
    ...(passphraseEnv !== undefined && { passphraseEnv }),
  };
  const { problems, warnings, ...texts } = loadPem(files, env, machineClock.wallMs());
  if (cert === undefined && key === undefined) {
    throw new InputError([{ path: 'tls', message: 'A server needs a certificate. Give cert and key.' }]);
  }
  if (problems.length > 0) throw new InputError(problems);
  for (const warning of warnings) warn(warning);
  return texts;
}
