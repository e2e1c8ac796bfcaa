import { hostname } from 'node:os';
import { Command } from 'commander';
import { exitCodes, InputError } from '../../lib/errors.ts';
import { exitCodeHelp } from '../exit.ts';
import { parseCount } from '../flags/flags.ts';
import { addTlsFlags, type TlsFlags } from '../flags/tls-flags.ts';
import { together } from '../flags/together.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { processOutput } from '../output.ts';
import { addRedisFlag, redisHelp, type RedisFlags } from './redis-flags.ts';

interface WorkerFlags extends RedisFlags, TlsFlags {
  readonly slots: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `phoney worker`: plays shares of runs that others put up. */
export function workerCommand(): Command {
  const command = new Command('worker').description(
    'Play shares of loads that phoney load --on puts up, on as many machines as wanted.',
  );
  addRedisFlag(command, 'the Redis or Valkey where shares are put up, such as redis://127.0.0.1:6379')
    .option(
      '--slots <n>',
      'how many shares it plays at once, each in a thread: as many as cores',
      parseCount,
      1,
    )
    .option('--json', 'a line of JSON on stdout when it is ready, and for each share that it takes and ends')
    .option('--quiet', 'nothing but mistakes');
  return addTlsFlags(command)
    .addHelpText(
      'after',
      `
Examples:
  phoney worker --on redis://127.0.0.1:6379
  phoney worker --on rediss://redis.example:6380 --slots 8 --cert client.pem --key client-key.pem --ca ca.pem
  PHONEY_ON=redis://redis:6379 phoney worker --json

Certificates, passphrases and tokens are this machine's: they are read here and never go through Redis. Without --cert and
--ca those are read that the scenario names, by their paths.
${redisHelp}

Ctrl-C and SIGTERM: it takes no more shares, and ends when those that it has are drained; such a share ended before its time,
and its run fails. A second time cuts them off.
${exitCodeHelp}

A signal is how this command usually ends: then it ends with ${exitCodes.passed}.`,
    )
    .action(async (flags: WorkerFlags) => {
      process.exitCode = await work(flags);
    });
}

async function work(flags: WorkerFlags): Promise<number> {
  const output = processOutput({ quiet: flags.quiet === true });
  if (flags.on === undefined) {
    throw new InputError(
      'Where are shares put up? Give --on with the address of a Redis, such as redis://127.0.0.1:6379.',
    );
  }
  const { on } = flags;
  const [{ readRedisAddress }, { openLink }, { attendShares }, { machineClock }, adapting, { version }] =
    await Promise.all([
      import('../../shares/redis/address.ts'),
      import('../../shares/redis/link.ts'),
      import('../../shares/redis/worker.ts'),
      import('../../lib/clock.ts'),
      import('./own-certificates.ts'),
      import('../version.ts'),
    ]);
  const [address, warnings] = together(
    () => readRedisAddress(on, process.env),
    () => adapting.checkOwnCertificates(flags, process.env, machineClock.wallMs()),
  );
  for (const { message } of warnings) output.note(`warning: ${message}`);
  const link = await openLink(address);
  const interrupt = listenForInterrupt(() =>
    output.note('Leaving once its shares are drained. Press Ctrl-C again to end at once.'),
  );
  const where = `${hostname()}:${process.pid}`;
  const tell = (json: object): void => {
    if (flags.json === true) output.result(JSON.stringify(json));
  };
  try {
    output.note(`${output.paint.bold('phoney worker')} ${where} waits for shares on ${link.address.shown}.`);
    tell({ type: 'ready', where, on: link.address.shown, slots: flags.slots, phoney: version });
    await attendShares({
      link,
      clock: machineClock,
      env: process.env,
      where,
      slots: flags.slots,
      phoney: version,
      adapt: (scenario) => adapting.withOwnCertificates(scenario, flags),
      leave: interrupt.stop,
      cutOff: interrupt.cutOff,
      onTaken: ({ id, title, shares }, index) => {
        output.note(`Share ${index + 1} of ${shares} of run ${id}: ${title}`);
        tell({ type: 'taken', run: id, share: index + 1 });
      },
      onOver: ({ id, shares }, index, { state, figures }) => {
        output.note(`Share ${index + 1} of ${shares} of run ${id} is over: ${state}.`);
        tell({ type: 'over', run: id, share: index + 1, state, knownForMs: figures?.forMs ?? null });
      },
    });
    return interrupt.cutOff.aborted ? interrupt.exitCode : exitCodes.passed;
  } finally {
    interrupt.release();
    link.close();
  }
}
