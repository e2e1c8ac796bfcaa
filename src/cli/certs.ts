import path from 'node:path';
import { Command, Option } from 'commander';
import { defaultSubject, findExisting, writeCertificates } from '../tls/certificate-files.ts';
import { formatProblem, InputError, type Problem } from '../lib/errors.ts';
import { exitCodeHelp } from './exit.ts';
import { collect } from './flags/flags.ts';
import { processOutput } from './output.ts';

interface CertsFlags {
  readonly out: string;
  readonly host: readonly string[];
  readonly subject: string;
  readonly keyType: string;
  readonly days: string;
  readonly bad?: boolean;
  readonly force?: boolean;
  readonly keep?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const defaultHosts = ['localhost', '127.0.0.1', '::1'];
/** ASAPP's page on securing endpoints: certificates are valid for less than three years. */
const maxDays = 3 * 365 - 1;
const help = `
Writes ca.pem, server.pem, client.pem and their keys (readable by you alone). They are for development:
the receiver uses server.pem and trusts ca.pem, phoney uses client.pem and trusts ca.pem. With --bad,
bad/{expired,not-yet-valid,wrong-ca,wrong-host,wrong-eku} get a server and a client pair each that a peer must refuse; a
client has no host, so that the client of wrong-host is a good one.

Examples:
  phoney certs
  phoney certs --keep && phoney listen
  phoney certs --out /tmp/certs --host receiver.test --host 10.0.0.5 --key-type p256
  phoney certs --subject 6f1c2a9e-1b1f-4a7e-9b57-2f7f1f0c8a11 --days 90 --bad
${exitCodeHelp}`;

/** `phoney certs`: makes development certificates for mutual TLS. */
export function certsCommand(): Command {
  return new Command('certs')
    .description('Make a CA, a server and a client certificate for mutual TLS.')
    .option('--out <directory>', 'where to write them', 'certs')
    .addOption(
      new Option('--host <host>', 'a name or address of the server; repeatable')
        .argParser(collect)
        .default([], defaultHosts.join(', ')),
    )
    .option(
      '--subject <identifier>',
      "what the client certificate's Subject says: a common name, or a whole name such as CN=a,O=b",
      defaultSubject,
    )
    .option('--key-type <type>', 'rsa (3072 bits) or p256', 'rsa')
    .option('--days <n>', `how long they are valid, 1 to ${maxDays}`, '365')
    .option('--bad', 'also make wrong ones, to test refusals with')
    .option('--force', 'replace files that exist')
    .option('--keep', 'where files exist that are still good, leave them and succeed')
    .option('--json', 'print what was written as one line of JSON')
    .option('--quiet', 'print nothing')
    .addHelpText('after', help)
    .action(makeAndWrite);
}

async function makeAndWrite(flags: CertsFlags): Promise<void> {
  const [{ checkNames }, { makeCertificates }, { machineClock }] = await Promise.all([
    import('../tls/certificate-names.ts'),
    import('../tls/certificates.ts'),
    import('../lib/clock.ts'),
  ]);
  const hosts = flags.host.length > 0 ? flags.host : defaultHosts;
  const { subject, keyType, bad = false } = flags;
  const days = Number(flags.days);
  const existing = flags.force === true ? [] : findExisting(flags.out, bad);
  if (flags.keep === true && existing.length > 0) return keepExisting(flags, bad, machineClock.wallMs());
  const problems = [
    ...checkNames(hosts, subject),
    ...checkFlags(keyType, flags.days),
    ...checkFree(existing),
  ];
  if (problems.length > 0) throw new InputError(problems);

  const order = { hosts, subject, keyType: keyType === 'p256' ? keyType : 'rsa', days, bad } as const;
  const files = await makeCertificates({ ...order, wallMs: machineClock.wallMs() });
  writeCertificates(flags.out, files);
  const output = processOutput({ quiet: flags.quiet === true });
  if (flags.json === true) {
    const paths = files.map((one) => one.path);
    return output.result(JSON.stringify({ type: 'certificates', directory: flags.out, files: paths }));
  }
  output.note(`${files.length} files in ${flags.out}, valid for ${days} days, for ${hosts.join(', ')}.`);
  output.note(`The client's Subject identifier is ${subject}.`);
  output.note('Next: phoney listen');
}

/** Leaves what is there, or says what is wrong with it. */
async function keepExisting({ out, json, quiet }: CertsFlags, bad: boolean, wallMs: number): Promise<void> {
  const { loadPem } = await import('../tls/pem.ts');
  const file = (name: string): string => path.join(out, name);
  const texts = ['server', 'client'].map((who) =>
    loadPem({ cert: file(`${who}.pem`), key: file(`${who}-key.pem`), ca: file('ca.pem') }, {}, wallMs),
  );
  const found = texts.flatMap(({ problems, warnings }) => [...problems, ...warnings]);
  if (found.length > 0) {
    const message = `What is in ${out} cannot be kept. Give --force to replace it.`;
    throw new InputError([...new Map(found.map((one) => [formatProblem(one), one])).values(), { message }]);
  }
  const files = findExisting(out, bad).map((one) => path.relative(out, one));
  const output = processOutput({ quiet: quiet === true });
  if (json === true) output.result(JSON.stringify({ type: 'certificates', directory: out, files }));
  else output.note(`Kept what is in ${out}: it is still good. Next: phoney listen`);
}

function checkFlags(keyType: string, days: string): Problem[] {
  const problems: Problem[] = [];
  if (keyType !== 'rsa' && keyType !== 'p256') {
    problems.push({ path: '--key-type', message: `"${keyType}" is not made here. Write rsa or p256.` });
  }
  if (!/^\d+$/.test(days) || Number(days) < 1 || Number(days) > maxDays) {
    problems.push({
      path: '--days',
      message: `"${days}" is not a number of days from 1 to ${maxDays}; receivers want less than three years.`,
    });
  }
  return problems;
}

function checkFree(existing: readonly string[]): Problem[] {
  if (existing.length === 0) return [];
  const which = existing.join(', ');
  return [
    {
      path: '--out',
      message: `These files exist: ${which}. Go on with them, which --keep makes sure of; replace them with --force; or give another --out.`,
    },
  ];
}
