import { Command, Option } from 'commander';
import { formatDuration } from '../lib/duration.ts';
import { exitCodes } from '../lib/errors.ts';
import type { CheckFlags } from './check/check-and-report.ts';
import { collectNames, parseCount, parseDurationFlag, parsePositive, parseSeed } from './flags/flags.ts';
import { addTlsFlags } from './flags/tls-flags.ts';

const help = `
Looks at one demand of the vendor's pages after the other: each is held, BROKEN, or warned about where it is advice.
What cannot be seen is told as such, with what to give so that it can be; what nobody can see from outside is a question
to you. Only samples are sent, with ids of their own each time: take a receiver that is for tests.

Without --cert, --key and --ca, and with an https: URL on this machine, it takes certs/client.pem, certs/client-key.pem and
certs/ca.pem where they exist (phoney certs makes them). With the key of the authority that signed the client's
certificate, ca-key.pem beside it or --ca-key, it makes the certificates that your receiver has to refuse.

Examples:
  phoney check asapp                            what phoney listen listens to, with what phoney certs made
  phoney check asapp --url https://localhost:8443/events --cert client.pem --key client-key.pem --ca ca.pem --ca-key ca-key.pem
  phoney check asapp --list
  phoney check asapp --only tls,http.status
  phoney check asapp --rate 200 --duration 5s --skip restart
  phoney check asapp --restart-command 'systemctl restart receiver' --reporter junit --out check.xml

Exit codes:
  ${exitCodes.passed}    nothing that is required is broken
  ${exitCodes.notMet}    something that is required is broken
  ${exitCodes.badInput}    bad input: a flag, a certificate, a demand that there is not
  ${exitCodes.couldNotStart}    nobody to check: nothing listens there
  ${exitCodes.bug}   a bug in phoney
  ${exitCodes.interrupted}  ended by Ctrl-C (SIGINT)
  ${exitCodes.terminated}  ended by SIGTERM`;

/** `phoney check VENDOR`: does a receiver hold what the vendor demands? */
export function checkCommand(): Command {
  const command = new Command('check')
    .description('See whether your receiver holds what the vendor’s pages demand of it.')
    .argument('<vendor>', 'whose demands: asapp')
    .option('--url <url>', 'your receiver', 'https://localhost:8443/events');
  return addTlsFlags(command, 'the vendor’s client')
    .option('--ca-key <file>', 'the key of the authority that signed --cert, PEM')
    .addOption(time('--timeout <time>', 'how long your receiver may take for an answer', 3000))
    .option('--rate <n>', 'events per second of the demand about load', parsePositive, 1000)
    .addOption(time('--duration <time>', 'how long they come', 10_000))
    .option('--big-body <bytes>', 'how long a body has to be taken', parseCount, 262_144)
    .option('--restart-command <command>', 'what restarts your receiver, for the shell; it ends by itself')
    .addOption(time('--restart-within <time>', 'how long a restart may take', 30_000))
    .option('--seed <n>', 'the same events again; default: new ones each time', parseSeed)
    .addOption(
      new Option('--only <ids>', 'look at these demands, or groups of demands; repeatable')
        .argParser(collectNames)
        .default([], 'all'),
    )
    .addOption(
      new Option('--skip <ids>', 'leave out these demands, or groups of demands; repeatable')
        .argParser(collectNames)
        .default([], 'none'),
    )
    .option('--list', 'print the demands')
    .addOption(
      new Option('--reporter <kind>', 'the form of the report')
        .choices(['text', 'json', 'junit'])
        .default('text'),
    )
    .option('--out <file>', 'write the report to this file; the text goes to stderr')
    .option('--json', 'the same as --reporter json')
    .option('--quiet', 'no report on the screen; the exit code tells')
    .addHelpText('after', help)
    .action(async (vendor: string, flags: CheckFlags) => {
      const { checkAndReport } = await import('./check/check-and-report.ts');
      process.exitCode = await checkAndReport(vendor, flags);
    });
}

function time(flags: string, description: string, defaultMs: number): Option {
  return new Option(flags, description)
    .argParser(parseDurationFlag)
    .default(defaultMs, formatDuration(defaultMs));
}
