import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { root } from '../acceptance/world.ts';

/** A block of code on a page, fenced or indented. */
export interface Block {
  readonly file: string;
  /** Where its text begins. */
  readonly line: number;
  /** What its fence says it is; an indented one says nothing. */
  readonly language: string | null;
  /** The name of the file that it is, where its fence says `file=`. */
  readonly saved?: string;
  readonly text: string;
}

/** Code within a sentence or a cell of a table. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** A page for people. */
export interface Page {
  readonly file: string;
  readonly blocks: readonly Block[];
  readonly spans: readonly Span[];
}

/** What people read: decisions and changes are of their day, what tests read is no page. */
const isRead = (file: string): boolean => !/^(test|docs\/decisions)\/|^CHANGELOG/.test(file);

/** All pages of the repository for people who use it or work on it. */
export function allPages(): Page[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'];
  const files = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim().split('\n');
  return files.filter(isRead).map((file) => readPage(file, readFileSync(path.join(root, file), 'utf8')));
}

/** The code on a page. */
export function readPage(file: string, markdown: string): Page {
  const nodes = [...walk(fromMarkdown(markdown))];
  const blocks = nodes.flatMap((node): Block[] => {
    if (node.type !== 'code') return [];
    const line = lineOf(node) + (markdown.split('\n')[lineOf(node) - 1]?.trim().startsWith('```') ? 1 : 0);
    const [, saved] = /\bfile=(\S+)/.exec(node.meta ?? '') ?? [];
    return [
      { file, line, language: node.lang ?? null, text: node.value, ...(saved !== undefined && { saved }) },
    ];
  });
  const spans = nodes.flatMap((node): Span[] =>
    node.type === 'inlineCode'
      ? [
          {
            file,
            line: lineOf(node),
            text: node.value.replaceAll(/\s+/g, ' ').replaceAll(String.raw`\|`, '|'),
          },
        ]
      : [],
  );
  return { file, blocks, spans };
}

const lineOf = (node: Nodes): number => node.position?.start.line ?? 0;

function* walk(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* walk(child);
}
