import { eventName } from '../centre/triggers/fill.ts';
import { namesModule } from '../dialects/index.ts';
import { suggestNames } from '../lib/errors.ts';
import { valueAt, type Finding, type Path } from './problems.ts';
import type { Mending } from './prune.ts';

/** Whether `finding` may come of the `mending` of the scenario rather than of what its author wrote. */
export function isFollowOn(finding: Finding, whole: unknown, mending: Mending): boolean {
  const { path, names = [] } = finding;
  const beside = path.slice(0, -1);
  return mending.touched.some(
    (place) =>
      // Something is missing in a mapping because it was taken out, or stands there because it was put there.
      (finding.aboutKey !== true && startsWith(place, path) && mayBeWhatLacks(finding, place)) ||
      startsWith(path, place) ||
      names.some((name) => unsettles(place, name, whole)) ||
      (names.length > 1 && startsWith(place, beside) && touches(place, 'channel', 'profile', 'with')) ||
      (path[0] === 'commands' && path.at(-1) === 'at' && movesTheRun(place)) ||
      (path[0] === 'expect' && isOneRule(path, place)) ||
      (path[0] === 'expect' && isAboutTargets(path) && !mending.isPut(place) && mayBeAFeed(place, whole)) ||
      (namesVendors(path) && isDialect(place)) ||
      (names.includes(eventName) && startsWith(place, [...path.slice(0, 2), 'after'])),
  );
}

/** What a command as a whole lacks may have been taken out of it, or be misspelt; another mistake in it does not matter. */
function mayBeWhatLacks({ path, lacks }: Finding, place: Path): boolean {
  if (lacks === undefined || path[0] !== 'commands' || path.length !== 2 || place.length <= path.length)
    return true;
  return (
    suggestNames(String(place[path.length]), [lacks, `${lacks}s`, ...(lacks === 'at' ? ['after'] : [])])
      .length > 0
  );
}

/** Whether what `name` stands for is no longer known, now that `place` is not as it was. */
function unsettles(place: Path, name: string, whole: unknown): boolean {
  if (String(place.at(-1)) === name || hasText(valueAt(whole, place), name)) return true;
  const [root, list, index] = place;
  if (root === 'profiles') return list === name && touches(place, 'channel', 'like');
  if (root !== 'centre' || typeof index !== 'number') return false;
  const own = valueAt(whole, [root, list as string, index, 'name']);
  if (typeof own !== 'string') return false;
  if (touches(place, 'count')) return name === own || name.startsWith(`${own}-`);
  return name === own && touches(place, 'name', 'channel', 'supervisor');
}

/** Whether the key at `place` is one of these, or was meant to be. */
function touches(place: Path, ...keys: readonly string[]): boolean {
  return suggestNames(String(place.at(-1)), keys).length > 0;
}

/** When the run begins and ends, and by which clock. */
function movesTheRun(place: Path): boolean {
  if (place.length === 1) return touches(place, 'start', 'duration', 'centre');
  return place.length === 2 && place[0] === 'centre' && touches(place, 'time_zone');
}

/** Keys of an expectation that may stand beside each other, or not. */
const ruled = ['metric', 'percentile', 'of', 'status', 'order', 'retries', 'hub', 'rate', 'client', 'abort'];

/** Whether both are of one expectation, and of keys in it of which one says what the other may be. */
function isOneRule(path: Path, place: Path): boolean {
  if (!startsWith(place, path.slice(0, 2)) || place.length < 3) return false;
  return ruled.includes(String(path[2])) && touches(place.slice(0, 3), ...ruled);
}

/** Whether what stands there in an expectation is right or wrong by what the targets are. */
function isAboutTargets(path: Path): boolean {
  return ['vendor', 'feed', 'event_type', 'metric', 'status', 'retries', 'hub'].includes(String(path[2]));
}

/** Whether what stands there names vendors or feeds, or is possible or not by what they are. */
function namesVendors([root, _index, key]: Path): boolean {
  return (
    root === 'expect' || ((root === 'faults' || root === 'commands') && (key === 'where' || key === 'fault'))
  );
}

/** Whether it is a module with a dialect, of which nothing is known then. */
function isDialect(place: Path): boolean {
  return place.length === 2 && place[0] === 'targets' && namesModule(String(place[1]));
}

/** A feed is a mapping or an address somewhere below targets. */
function mayBeAFeed(place: Path, whole: unknown): boolean {
  if (place.length === 1) return touches(place, 'targets');
  if (place[0] !== 'targets') return false;
  const value = valueAt(whole, place);
  return (typeof value === 'object' && value !== null) || /url/i.test(String(place.at(-1)));
}

function startsWith(path: Path, start: Path): boolean {
  return start.length <= path.length && start.every((key, depth) => String(key) === String(path[depth]));
}

function hasText(value: unknown, text: string): boolean {
  if (typeof value !== 'object' || value === null) return value === text;
  return Object.entries(value).some(([key, part]) => key === text || hasText(part, text));
}
