import { Command } from 'commander';
import { exitCodes, StartError } from '../../lib/errors.ts';
import { collect } from '../flags/flags.ts';
import type { Output } from '../output.ts';
import { act } from './act.ts';
import { noControlApi, type ControlClient } from './client.ts';
import { readEvents, type StreamEvent } from './event-stream.ts';
import { addCtlFlags, type CtlFlags } from './flags.ts';

interface FollowFlags extends CtlFlags {
  readonly type: readonly string[];
  readonly vendor?: string;
  readonly feed?: string;
  readonly eventType?: string;
  readonly contact?: string;
  readonly backlog?: boolean;
}

const retryMs = 1000;
const mostRetries = 30;

/** `phoney ctl follow`. */
export function followCommand(): Command {
  const command = new Command('follow')
    .description('Print what happens, as it happens, until the run is over.')
    .option('--type <type>', 'event, message, attempt, outcome or command; repeatable', collect, [])
    .option('--vendor <name>', 'of this vendor')
    .option('--feed <name>', 'of this feed, without the vendor’s name')
    .option('--event-type <type>', 'a vendor’s type of event, or one of the centre')
    .option('--contact <id>', 'about this contact')
    .option('--backlog', 'first what is kept of what happened before');
  const examples = '  phoney ctl follow --type outcome\n  phoney ctl follow --backlog --json > run.ndjson';
  return addCtlFlags(command, `${examples}\n\nReconnects by itself, and says how much was missed.`).action(
    (flags: FollowFlags) => act(flags, (client, output) => follow(client, flags, output)),
  );
}

async function follow(client: ControlClient, flags: FollowFlags, output: Output): Promise<number> {
  const { machineClock } = await import('../../lib/clock.ts');
  const { type, vendor, feed, eventType, contact, backlog } = flags;
  const query = { type, vendor, feed, eventType, contact, ...(backlog === true && { backlog: 'true' }) };
  let lastEventId: string | undefined;
  for (let retries = 0; ;) {
    try {
      const stream = await client.stream('/v1/records', query, lastEventId);
      if (stream === undefined) return exitCodes.passed;
      for await (const event of readEvents(stream)) {
        retries = 0;
        lastEventId = event.lastEventId ?? lastEventId;
        if (event.event === 'over') return exitCodes.passed;
        show(event, flags, output);
      }
    } catch (error) {
      // A stream that breaks off is a TypeError of fetch.
      const isBroken =
        error instanceof TypeError || (error instanceof StartError && lastEventId !== undefined);
      if (!isBroken || ++retries > mostRetries) throw error;
      output.note('The connection is gone. Trying again.');
    }
    await machineClock.sleep(retryMs);
  }
}

function show({ event, data }: StreamEvent, { json, url = '' }: FollowFlags, output: Output): void {
  const facts = factsIn(data);
  if (facts === undefined) throw noControlApi(url, 'with events of another kind');
  switch (event) {
    case 'gap':
      return output.note(`${String(facts['missed'])} records were missed: they are not kept any more.`);
    case 'dropped':
      return output.note('The server dropped us: we read too slowly. Going on from the last record.');
    case 'run':
      return json === true
        ? undefined
        : output.note(`Following ${String(facts['scenario'])}. Press Ctrl-C to end.`);
    default:
      return output.result(json === true ? data : word(facts));
  }
}

function factsIn(data: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const facts: unknown = JSON.parse(data);
    return typeof facts === 'object' && facts !== null
      ? (facts as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A record on one line, for the eye. */
function word({
  type,
  seq: _seq,
  body: _body,
  headers: _headers,
  ...facts
}: Readonly<Record<string, unknown>>): string {
  const values = Object.entries(facts).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [`${name}=${value}`] : [],
  );
  return [String(type), ...values].join(' ');
}
