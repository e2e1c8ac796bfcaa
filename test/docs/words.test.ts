import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../acceptance/world.ts';
import { everyFlag, everyVariable, misuseOf } from './grammar.ts';
import { allPages } from './page.ts';
import { phoneyCommandsOf } from './shell-words.ts';

/** Flags of other programs. */
const others = ['--no-healthcheck'];

const spans = allPages().flatMap((page) => page.spans);
const placed = <T extends { file: string; line: number }>(
  all: readonly T[],
  say: (one: T) => unknown,
): string[] => all.map((one) => `${one.file}:${one.line}: ${JSON.stringify(say(one))}`);

test('every command line of phoney in a sentence or a table is one that phoney reads', async () => {
  const lines = spans.flatMap((span) => phoneyCommandsOf(span.text).map((words) => ({ ...span, words })));
  expect(lines.length).toBeGreaterThan(50);
  const wrong: string[] = [];
  for (const line of lines) {
    const misuse = await misuseOf(line.words, { isComplete: false });
    if (misuse !== undefined) wrong.push(`${line.file}:${line.line}: ${line.text}: ${misuse}`);
  }
  expect(wrong).toEqual([]);
});

test('every flag in a sentence or a table is one that a command has', () => {
  const flags = new Set([...everyFlag(), ...others]);
  const named = spans.flatMap((span) =>
    [...span.text.matchAll(/^(--[a-z][\w-]*)/g)].map(([, flag = '']) => ({ ...span, flag })),
  );
  expect(
    placed(
      named.filter(({ flag }) => !flags.has(flag)),
      ({ flag }) => flag,
    ),
  ).toEqual([]);
});

test('every variable in a sentence or a table is a flag’s, or one that the sources name', () => {
  const variables = everyVariable();
  const named = spans.flatMap((span) =>
    [...span.text.matchAll(/\bPHONEY_[A-Z_]+\b/g)].map(([variable]) => ({ ...span, variable })),
  );
  expect(
    placed(
      named.filter(({ variable }) => !variables.has(variable)),
      ({ variable }) => variable,
    ),
  ).toEqual([]);
});

test('every scenario that phoney is said to bring along is there', () => {
  const named = spans.flatMap((span) =>
    [...span.text.matchAll(/\bphoney (?:run|serve|load|validate) ([a-z][\w/-]*)$/g)].map(([, name]) => ({
      ...span,
      name,
    })),
  );
  expect(named.length).toBeGreaterThan(2);
  expect(
    placed(
      named.filter(({ name }) => !existsSync(path.join(root, `scenarios/${name}.yaml`))),
      ({ name }) => name,
    ),
  ).toEqual([]);
});
