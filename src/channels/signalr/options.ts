import type { core } from 'zod';
import type { HubMethod } from './calls/methods.ts';
import { hubSettingsSchema, type HubConfig, type HubSettings } from './config.ts';
import { shown } from './shown.ts';
import { routePath } from './transports/request.ts';

/** A hub's settings with all defaults. Throws a TypeError that lists what is wrong with them; its cause is zod's error. */
export function readSettings(settings: HubSettings): HubConfig {
  const { data, error } = hubSettingsSchema.safeParse(settings);
  if (data !== undefined) return data;
  const problems = error.issues.flatMap((issue) => wordIssue(issue, settings));
  throw new TypeError(
    `The hub's settings cannot be used:\n${problems.map((each) => `- ${each}`).join('\n')}`,
    {
      cause: error,
    },
  );
}

/** A hub's path as requests are compared with it. Throws a TypeError when no request could have it. */
export function readPath(path: string): string {
  if (typeof path === 'string' && /^\/[^?#]*$/.test(path)) return routePath(path);
  throw new TypeError(
    `The hub cannot be served at the path ${shown(path)}: a path begins with '/' and has neither '?' nor '#'. Write one such as '/chat'.`,
  );
}

/** Methods by their names in lower case. Throws a TypeError when two have one name. */
export function indexMethods<User>(
  methods: readonly HubMethod<User>[],
): ReadonlyMap<string, HubMethod<User>> {
  const index = new Map<string, HubMethod<User>>();
  for (const method of methods) {
    const other = index.get(method.name.toLowerCase());
    if (other !== undefined)
      throw new TypeError(
        `The hub cannot have both a method '${other.name}' and a method '${method.name}': names are matched without regard to case. Rename one of them, or leave it out.`,
      );
    index.set(method.name.toLowerCase(), method);
  }
  return index;
}

function wordIssue(issue: core.$ZodIssue, settings: unknown): string[] {
  const [name, index] = issue.path;
  if (issue.code === 'unrecognized_keys') return issue.keys.map(wordUnknown);
  if (name === undefined) return [`settings is ${shown(settings)}. Give it an object.`];
  const given = (settings as Record<PropertyKey, unknown>)[name];
  const value = index === undefined ? given : (given as unknown[])[index as number];
  return [`${issue.path.join('.')} is ${shown(value)}. Give it ${wanted(issue)}.`];
}

function wordUnknown(key: string): string {
  const names = Object.keys(hubSettingsSchema.shape);
  const meant = names.find((name) => name.toLowerCase() === key.toLowerCase());
  return meant === undefined
    ? `There is no setting '${key}'. Leave it out, or write one of ${names.join(', ')}.`
    : `There is no setting '${key}'. Write '${meant}'.`;
}

/** Every number among the settings is whole and positive. */
function wanted(issue: core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(shown).join(', ')}`;
  if (issue.code === 'too_small' && issue.origin === 'array') return 'a list with something in it';
  if (issue.code !== 'invalid_type') return 'a whole number from 1 to 9007199254740991';
  if (issue.expected === 'boolean') return 'true or false';
  return issue.expected === 'array' ? 'a list' : 'a whole number from 1 to 9007199254740991';
}
