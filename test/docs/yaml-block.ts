import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readMapFile } from '../../src/contracts/map-file.ts';
import { loadScenario } from '../../src/scenario/index.ts';

/** A centre in which the people and queues are that pages speak of, told to two vendors. */
const feed = { url: 'https://localhost/' };
const stage = {
  centre: {
    queues: [{ name: 'Sales' }, { name: 'Billing' }, { name: 'Web chat', channel: 'chat' }],
    agents: [{ name: 'alice' }, { name: 'bob' }, { name: 'late', count: 5, team: 'evening' }],
  },
  targets: { enreach: {}, asapp: { feeds: { journey: feed, activity: feed, queue: feed } } },
};

const mapKeys = ['events', 'states', 'sometimes'];

/** A step of a workflow of GitHub's, phoney's own action among them. */
interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

/** A job of GitHub's, or of GitLab's. */
interface Job {
  readonly steps?: readonly Step[];
  readonly script?: readonly string[];
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the steps of a pipeline type: of a workflow of GitHub's or a pipeline of GitLab's. Undefined for any other YAML. */
export function scriptsOf(text: string): string[] | undefined {
  const read: unknown = parse(text);
  if (!isMap(read)) return undefined;
  const jobs = isMap(read['jobs']) ? read['jobs'] : read;
  const all = Object.values(jobs).filter(
    (job): job is Job => isMap(job) && ('steps' in job || 'script' in job),
  );
  if (all.length === 0) return undefined;
  return all.flatMap(({ steps = [], script = [] }) => [...steps.flatMap(typedBy), ...script]);
}

function typedBy({ run, uses = '', with: given = {} }: Step): string[] {
  if (run !== undefined) return [run];
  return uses.startsWith('phoney-centre/phoney@') && given['run'] !== undefined
    ? [`phoney ${given['run']}`]
    : [];
}

/**
 * Reads YAML as phoney does: a file for `--map`, a scenario, or a part of one, which is put where it belongs in a scenario that is
 * otherwise good. Throws what phoney would say against it.
 */
export function readYaml(text: string, folder: string): void {
  const read = parse(text) as Record<string, unknown> | null;
  const keys = Object.keys(read ?? {});
  if (keys.length > 0 && keys.every((key) => mapKeys.includes(key))) {
    const file = path.join(folder, 'map.yaml');
    writeFileSync(file, text);
    readMapFile(file);
    return;
  }
  // As a file of the reader's folder, in which it may name others.
  loadScenario({ text: JSON.stringify({ ...stage, ...read }), file: path.join(folder, 'page.yaml') });
}
