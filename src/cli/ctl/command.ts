import { Command } from 'commander';
import type { z } from 'zod';
import type { commandResults } from '../../control/schema/commands.ts';
import { exitCodes, InputError } from '../../lib/errors.ts';
import type { Output } from '../output.ts';
import { act } from './act.ts';
import { addCtlFlags, type CtlFlags } from './flags.ts';

type Results = z.output<typeof commandResults>;

const resultsForm = async () => (await import('../../control/schema/commands.ts')).commandResults;

const examples = `  phoney ctl command contact.start queue=Billing talk=90s ref=c1
  phoney ctl command contact.hang-up contact=c1 by=agent at=+10m
  phoney ctl command fault.start fault=drop for=30s 'where={"agent":"alice"}'
  phoney ctl command '{do: agent.set-status, agent: alice, status: lunch}'
  phoney ctl command '[{do: run.pause}, {do: queue.set-mitigation, queue: Billing, on: true}]'`;

/** `phoney ctl command`. */
export function commandCommand(): Command {
  const command = new Command('command')
    .description('Ask something of the centre, the pace or the run; docs/scenario.md lists what.')
    .argument('<what>', 'a command as YAML or JSON, or its name')
    .argument('[key=value...]', 'after a name: values are JSON, or else text')
    .option('--wait', 'wait for the time of a command that is to come');
  return addCtlFlags(command, examples).action(
    (what: string, pairs: readonly string[], flags: CtlFlags & { readonly wait?: boolean }) =>
      act(flags, async (client, output) => {
        const body = await readCommand(what, pairs);
        const query = flags.wait === true ? '?wait=true' : '';
        const { results } = await client.post(`/v1/commands${query}`, resultsForm, body);
        for (const result of results) show(result, flags, output);
        return results.some(({ outcome }) => outcome === 'refused') ? exitCodes.notMet : exitCodes.passed;
      }),
  );
}

/** What was typed, as the body of the request. The server says what is wrong with it. */
async function readCommand(what: string, pairs: readonly string[]): Promise<unknown> {
  if (/^[\w.-]+$/.test(what)) return { do: what, ...Object.fromEntries(pairs.map(readPair)) };
  if (pairs.length > 0) {
    throw new InputError(`"${pairs[0]}" stands behind a whole command. Put it into the command.`);
  }
  const { readDocument } = await import('../../scenario/document.ts');
  return readDocument(what, 'command').value;
}

function readPair(pair: string): readonly [string, unknown] {
  const [, key, value] = /^([\w-]+)=(.*)$/s.exec(pair) ?? [];
  if (key === undefined || value === undefined) {
    throw new InputError(
      `"${pair}" is not key=value. Write such as queue=Billing, and what has keys of its own as JSON: where={"queue":"Billing"}.`,
    );
  }
  return [key, readValue(value)];
}

/** A number may be a telephone number: only what begins like JSON and has no plus sign is read as such. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function show(result: Results['results'][number], { json }: CtlFlags, output: Output): void {
  if (json === true) return output.result(JSON.stringify(result));
  const { id, do: what, outcome, at, reason, contactId } = result;
  const facts = [at, contactId, reason].filter((fact) => fact !== null);
  output.result([outcome, id, what, ...facts].join('  '));
}
