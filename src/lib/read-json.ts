import type { z } from 'zod';
import type { Problem } from './errors.ts';

/** What a text is in JSON; `undefined` for what is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What is said of a line that is not as it should be. */
export interface LineWording {
  readonly notJson: (line: string) => string;
  /** `why`: what is wrong with its form. */
  readonly otherForm: (why: string) => string;
}

/** What a line holds, by a schema, or the first thing that is wrong with it. `json`: what {@link readJson} made of the line. */
export function readLine<Schema extends z.ZodType>(
  json: unknown,
  line: string,
  schema: Schema,
  { notJson, otherForm }: LineWording,
): { readonly value: z.output<Schema> } | { readonly problem: Problem } {
  if (json === undefined) return { problem: { message: notJson(line) } };
  const result = schema.safeParse(json);
  if (result.success) return { value: result.data };
  const [issue] = result.error.issues;
  const path = issue?.path.join('.') ?? '';
  const message = otherForm(issue?.message ?? 'it has another form');
  return { problem: { ...(path !== '' && { path }), message } };
}
