import type { Request } from 'express';
import { readBody } from '../../server/read-body.ts';
import type { Input, Operation } from '../operation.ts';
import { ControlProblem } from '../problem.ts';
import { parse } from './parse.ts';

const yamlTypes = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];
/** Schemas call themselves for each level of a value, and no input that is meant has so many. */
const mostLevels = 100;

/** What a request says, by the schemas of its operation; `undefined` when the caller went away. */
export async function readInput(
  request: Request,
  { params, query, body, bodyForm = 'json' }: Operation,
): Promise<Input<unknown, unknown, unknown> | undefined> {
  const bytes = await readBody(request);
  if (bytes === 'broken off') return undefined;
  if (bytes === 'too long') {
    throw new ControlProblem('body-too-long', 'A body may have 1 MiB; this has more.', {
      headers: { connection: 'close' },
    });
  }
  const lastEventId = request.headers['last-event-id'];
  return {
    params: params && parse(params, request.params, 'path'),
    query: query ? parse(query, readQuery(request), 'query') : undefined,
    body: body && parse(body, readText(request, bytes, bodyForm), 'body'),
    lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined,
  };
}

function readQuery({ url }: Request): Record<string, string | readonly string[]> {
  const { searchParams } = new URL(url, 'http://localhost');
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = '', ...more] = searchParams.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

function readText(request: Request, bytes: Buffer, form: 'json' | 'text'): unknown {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isJson = type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type);
  if (!isJson && !(form === 'text' && yamlTypes.includes(type))) {
    const wanted = form === 'text' ? 'application/json or application/yaml' : 'application/json';
    throw new ControlProblem('media-type', `The content-type is "${type.slice(0, 100)}". Send ${wanted}.`);
  }
  const text = decode(bytes);
  return form === 'text' ? text : readJson(text);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ControlProblem('bad-request', 'The body is not UTF-8. Send it in UTF-8.');
  }
}

function readJson(text: string): unknown {
  const value = parseJson(text);
  if (!isDeeper(value, mostLevels)) return value;
  throw new ControlProblem(
    'bad-request',
    `The body is nested more than ${mostLevels} levels deep. Send it with fewer.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ControlProblem('bad-request', `The body is not JSON: ${(error as Error).message}.`);
  }
}

/** Level by level, for a value may be nested deeper than the stack is. */
function isDeeper(value: unknown, levels: number): boolean {
  let level = containersOf([value]);
  for (let depth = 0; depth < levels && level.length > 0; depth++) {
    level = level.flatMap((container) => containersOf(Object.values(container)));
  }
  return level.length > 0;
}

function containersOf(values: readonly unknown[]): object[] {
  return values.filter((value) => typeof value === 'object' && value !== null);
}
