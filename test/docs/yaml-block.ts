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

/** A step of a workflow of GitHub's. */
interface Step {
  readonly run?: string;
}

/** The scripts of a workflow or a pipeline: what its steps type. Empty for any other YAML. */
export function scriptsOf(text: string): string[] {
  const read = parse(text) as Record<string, unknown> | null;
  if (read === null || typeof read !== 'object') return [];
  const jobs = (read['jobs'] ?? {}) as Record<string, { readonly steps?: readonly Step[] }>;
  const steps = [
    ...Object.values(jobs).flatMap((job) => job.steps ?? []),
    ...((read['steps'] ?? []) as Step[]),
  ];
  return steps.flatMap(({ run }) => run ?? []);
}

/** Whether YAML is neither a scenario nor a part of one, but of a build server's. */
export function isPipeline(text: string): boolean {
  return /^(on|jobs|steps|stages|image|services):/m.test(text);
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
