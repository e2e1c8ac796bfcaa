import { Command, Option } from 'commander';
import { exitCodeHelp } from './exit.ts';
import { collect, parseDurationFlag, parseSeed } from './flags/flags.ts';
import { addTlsFlags } from './flags/tls-flags.ts';
import type { TriggerFlags } from './trigger/trigger.ts';

/** `phoney trigger VENDOR EVENT_TYPE`: sends one event. */
export function triggerCommand(): Command {
  const command = new Command('trigger')
    .description('Send one valid event of the type you name.')
    .argument('<vendor>', 'asapp, ringcentral, enreach, or a dialect such as ./acme.ts')
    .argument('[event-type]', 'such as agent_activity_status_updated; --list shows them all')
    .option('--url <url>', 'where to', 'https://localhost:8443/events')
    .option(
      '--override <path=value>',
      'replace a field; JSON, or else text; ringcentral: text, or null; repeatable',
      collect,
      [],
    )
    .option(
      '--header <Name: value>',
      'sent along with the request, in place of one of that name; repeatable',
      collect,
      [],
    )
    .option('--seed <n>', 'the same ids again; default: new ones each time', parseSeed)
    .addOption(
      new Option('--form <form>', 'how RingCentral sends it; default: url-encoded, as the vendor').choices([
        'url-encoded',
        'json',
      ]),
    )
    .option(
      '--wait-for-receiver <time>',
      'wait until something listens there, at most so long',
      parseDurationFlag,
    )
    .option('--list', "print the vendor's event types")
    .option('--dry-run', 'print the request instead of sending it')
    .option('--json', 'print the outcome in JSON')
    .option('--quiet', 'print nothing; the exit code tells');
  return addTlsFlags(command)
    .addHelpText(
      'after',
      `
Examples:
  phoney trigger asapp --list
  phoney trigger asapp SURVEY_SUBMITTED
  phoney trigger ringcentral LOGIN --form json --url https://receiver.example/agents --ca ca.pem
  phoney trigger asapp SURVEY_SUBMITTED --header 'X-Tenant: 7' --header 'Authorization: Bearer abc'
  phoney trigger enreach UserStatus --dry-run
  phoney trigger asapp queue_size_updated --override details.last_queue_size=17 --dry-run

Without --cert, --key and --ca, and with an https: URL on this machine, it takes certs/client.pem, certs/client-key.pem and
certs/ca.pem where they exist (phoney certs makes them).
${exitCodeHelp}`,
    )
    .action(async (vendor: string, eventType: string | undefined, flags: TriggerFlags) => {
      const { trigger } = await import('./trigger/trigger.ts');
      process.exitCode = await trigger(vendor, eventType, flags);
    });
}
