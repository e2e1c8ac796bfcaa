/**
 * All figures that phoney is judged by, each beside its peer in the same run, in one table: `npm run bench`. The whole takes some
 * 20 minutes on two cores that nobody else uses; what is going on is told on stderr.
 *
 *     npm run bench                                    everything
 *     npm run bench -- --only punctuality,centre       these parts
 *     npm run bench -- --quick                         everything, short: some 5 minutes
 *     npm run bench -- --markdown                      to paste into bench/README.md
 *     npm run bench -- --json                          what each part found
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { formatTable, type Row } from './table/row.ts';
import { sections, type Section } from './table/sections.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const extent = values.quick ? 'quick' : 'full';
const wanted = chosen(values.only?.split(',') ?? sections.map(({ name }) => name));
const rows: Row[] = [];
const left: string[] = [];
const found: Record<string, unknown> = {};
say(`${extent}: about ${Math.ceil(sum(wanted.map(({ minutes }) => minutes[extent])))} minutes`);
for (const section of wanted) await take(section);
if (values.json) process.stdout.write(`${JSON.stringify({ machine: machine(), left, ...found })}\n`);
else {
  const lines = [machine(), formatTable(rows, values.markdown), ...left.map((one) => `Left out: ${one}`)];
  process.stdout.write(`${lines.join('\n\n')}\n`);
}

/** Runs a part. What fails is left out with its reason, and the others go on. */
async function take(section: Section): Promise<void> {
  const { name, script, minutes } = section;
  const lacking = section.lacks();
  if (lacking !== undefined) return leave(name, lacking);
  say(`${name}: about ${minutes[extent]} min`);
  const args = [path.join(import.meta.dirname, script), ...section[extent], '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  if (code !== 0) return leave(name, `bench/${script} ended with ${code}: ${reasonIn(stderr)}`);
  try {
    found[name] = JSON.parse(lastLineOf(stdout));
    rows.push(...section.rows(found[name]));
  } catch (error) {
    leave(name, `bench/${script} printed no figures: ${String(error)}`);
  }
}

function leave(name: string, reason: string): void {
  say(`${name} is left out: ${reason}`);
  left.push(`${name}: ${reason}`);
}

function chosen(names: readonly string[]): Section[] {
  return names.map((name) => {
    const section = sections.find((one) => one.name === name);
    if (section !== undefined) return section;
    say(`There is no part "${name}". There are: ${sections.map((one) => one.name).join(', ')}.`);
    // eslint-disable-next-line n/no-process-exit
    process.exit(2);
  });
}

function machine(): string {
  const cpus = os.cpus();
  const [load = 0] = os.loadavg();
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${cpus.length} × ${cpus[0]?.model ?? 'unknown'}, Node ${process.version}, ${os.type()} ${os.release()}, load ${load.toFixed(1)} at the end`;
}

/** What went wrong, of all that an error prints. */
function reasonIn(printed: string): string {
  return printed.split('\n').find((line) => line.includes('Error')) ?? lastLineOf(printed);
}

function lastLineOf(printed: string): string {
  return printed.trim().split('\n').at(-1) ?? '';
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0);
}

function say(what: string): void {
  process.stderr.write(`${what}\n`);
}
