import { Command, Option } from 'commander';
import { formatDuration } from '../lib/duration.ts';
import { exitCodes } from '../lib/errors.ts';
import type { CheckFlags } from './check/flags.ts';
import { addReportFlags, reportHelp } from './report/report-flags.ts';
import {
  collect,
  collectNames,
  parseCount,
  parseDurationFlag,
  parsePort,
  parsePositive,
  parseSeed,
} from './flags/flags.ts';
import { addTlsFlags } from './flags/tls-flags.ts';

const help = `
Looks at one demand of the vendor's pages after the other: each is held, BROKEN, or warned about where it is advice.
What cannot be seen is told as such, with what to give so that it can be; what nobody can see from outside is a question
to you. Only samples are sent, with ids of their own each time: take a receiver that is for tests.

Without --cert, --key and --ca, and with an https: URL on this machine, it takes certs/client.pem, certs/client-key.pem and
certs/ca.pem where they exist (phoney certs makes them). With the key of the authority that signed the client's
certificate, ca-key.pem beside it or --ca-key, it makes the certificates that your receiver has to refuse.

Where clients connect to the vendor, it opens the hub and the token endpoint as phoney serve does, and lets everything happen to
your client. --cert and --key are then the server's. --client-command finds PHONEY_CHECK_TOKEN (the address for tokens),
PHONEY_CHECK_RTE, PHONEY_CHECK_USERS, PHONEY_CHECK_QUEUES and PHONEY_CHECK_CALL_LISTS in its environment.

Examples:
  phoney check asapp                            what phoney listen listens to, with what phoney certs made
  phoney check asapp --url https://localhost:8443/events --cert client.pem --key client-key.pem --ca ca.pem --ca-key ca-key.pem
  phoney check asapp --list
  phoney check asapp --only tls,http.status
  phoney check asapp --rate 200 --duration 5s --skip restart
  phoney check ringcentral --url http://localhost:8080/agents --feed-url call-events=http://localhost:8080/calls --skip rcx
  phoney check enreach --plain                                  serves, and says where your client is to connect
  phoney check enreach --plain --client-command 'node client.js'   starts it itself, anew whenever it has gone
  phoney check asapp --restart-command 'systemctl restart receiver' --report junit=check.xml

Exit codes:
  ${exitCodes.passed}    nothing that is required is broken
  ${exitCodes.notMet}    something that is required is broken
  ${exitCodes.badInput}    bad input: a flag, a certificate, a demand that there is not
  ${exitCodes.couldNotStart}    nobody to check: nothing listens there
  ${exitCodes.bug}   a bug in phoney
  ${exitCodes.interrupted}  ended by Ctrl-C (SIGINT)
  ${exitCodes.terminated}  ended by SIGTERM`;

/** Where clients connect to the vendor, it serves, and waits for them. */
function addClientFlags(command: Command): Command {
  return command
    .option('--port <n>', 'clients: the port where they connect; 0 for any that is free', parsePort, 8444)
    .option('--host <address>', 'clients: the address to listen on', '127.0.0.1')
    .option('--plain', 'clients: http: without TLS, on this machine only')
    .option(
      '--scenario <file>',
      'clients: whose users there are and what happens; default: everything that can',
    )
    .addOption(time('--wait <time>', 'clients: how long one may take to connect, or to come back', 60_000))
    .addOption(time('--ping-within <time>', 'clients: how often they ping at least', 30_000))
    .option(
      '--client-command <command>',
      'clients: what starts yours, for the shell; it goes on until it is ended',
    );
}

/** `phoney check VENDOR`: does a receiver hold what the vendor demands? */
export function checkCommand(): Command {
  const command = new Command('check')
    .description('See whether your receiver holds what the vendor’s pages demand of it.')
    .argument(
      '<vendor>',
      'whose demands: asapp, enreach, ringcentral, or those of a dialect such as ./acme.ts',
    )
    .option('--url <url>', 'your receiver', 'https://localhost:8443/events');
  return addReportFlags(addClientFlags(addTlsFlags(command, 'the vendor’s client')))
    .option(
      '--feed-url <feed=url>',
      'where else a feed of the vendor’s goes, such as call-events=… and subscriptions=…; repeatable',
      collect,
      [],
    )
    .option(
      '--header <header>',
      'sent with every request, such as "Authorization: Basic …"; repeatable',
      collect,
      [],
    )
    .option('--ca-key <file>', 'the key of the authority that signed --cert, PEM')
    .addOption(time('--timeout <time>', 'how long your receiver may take for an answer', 3000))
    .option('--rate <n>', 'events per second of the demand about load', parsePositive, 1000)
    .addOption(time('--duration <time>', 'how long they come', 10_000))
    .option('--big-body <bytes>', 'how long a body has to be taken', parseCount, 262_144)
    .option('--restart-command <command>', 'what restarts your receiver, for the shell; it ends by itself')
    .addOption(time('--restart-within <time>', 'how long a restart may take', 30_000))
    .addOption(time('--fetch-within <time>', 'how long it may take to fetch a recording again', 130_000))
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
    .option('--json', 'the report as one line of JSON on stdout; the text goes to stderr')
    .option('--quiet', 'no report on the screen; the exit code tells')
    .addHelpText('after', `${help}${reportHelp}`)
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
