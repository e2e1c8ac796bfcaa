import { count, formatMs, formatSeconds } from '../../../src/record/report/wording.ts';
import { tellResult } from '../../../src/record/report/report-text.ts';
import type { ExpectationResult } from '../../../src/record/verdict.ts';
import { timesTold } from './oracle.ts';
import type { RunReport } from '../../../src/report/run/schema.ts';

/** Figures of a run as they are written for people, by what they are of. */
export type Figures = Readonly<Record<string, string>>;

const books = {
  rendered: 'rendered',
  copied: 'copied',
  filtered: 'filtered',
  withheld: 'withheld',
  delivered: 'delivered',
  dropped: 'dropped',
  cutOff: 'cut off',
} as const;
const times = {
  min: 'min',
  mean: 'mean',
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
  max: 'max',
} as const;

/** Every figure that a person is told, made of the numbers of the JSON report. */
export function figuresOf(report: RunReport): Figures {
  const { summary, statuses, verdict, seed, elapsedMs, expectations } = report;
  const figures: Record<string, string> = {
    verdict,
    seed: String(seed),
    took: formatSeconds(elapsedMs ?? NaN),
  };
  const all = { ...summary, ...summary.books };
  for (const [name, feed] of [...Object.entries(summary.feeds), ['all', all] as const]) {
    for (const [key, head] of entries(books)) figures[`${name} ${head}`] = count(feed[key]);
    figures[`${name} attempts`] = count(feed.attempts);
    figures[`${name} retried`] = count(feed.retried);
    figures[`${name} late`] = count(feed.late);
    figures[`${name} p50`] = formatMs(feed.latencyMs.p50);
    figures[`${name} p99`] = formatMs(feed.latencyMs.p99);
  }
  for (const name of timesTold) {
    const of = summary[`${name}Ms`];
    for (const [key, head] of entries(times)) figures[`${name} ${head}`] = formatMs(of[key]);
  }
  for (const [status, often] of Object.entries(statuses)) figures[`status ${status} answered`] = count(often);
  for (const [error, often] of Object.entries(summary.errors)) figures[`error ${error}`] = count(often);
  for (const [name, { kind, touched }] of Object.entries(summary.faults)) {
    figures[`fault ${name} (${kind})`] = count(touched);
  }
  figures['refused'] = count(summary.refusedCommands);
  for (const one of expectations) {
    figures[`expectation ${one.id}`] =
      `${one.ok ? 'held' : 'failed'}: ${tellResult(one as ExpectationResult)}`;
  }
  return figures;
}

/** Those of them that the text has: it tells the attempts of all feeds in one line. */
export function figuresOfText(text: string): Figures {
  const figures: Record<string, string> = {};
  const lines = text.split('\n');
  const lineOf = (beginning: string): string => {
    const line = lines.find((one) => one.startsWith(beginning));
    if (line === undefined) throw new Error(`The text has no line that begins with "${beginning}".`);
    return line.slice(beginning.length);
  };
  const [, seed = ''] = / seed (\d+)$/.exec(lines[0] ?? '') ?? [];
  const [, verdict = '', took = ''] = /^(passed|failed) in (.+)$/m.exec(text) ?? [];
  Object.assign(figures, { seed, verdict, took });
  const cells = (line: string): string[] => line.trim().split(/\s{2,}/);
  const feedsAt = lines.findIndex((line) => line.startsWith('feed '));
  addTable(figures, lines.slice(feedsAt, lines.indexOf('', feedsAt)).map(cells));
  const timesAt = lines.findIndex((line) => line.startsWith('times '));
  addTable(
    figures,
    lines
      .slice(timesAt, timesAt + 1 + timesTold.length)
      .map(cells)
      .map((row) => row.slice(0, 9)),
  );
  for (const [, name = '', value = ''] of lineOf('books     ').matchAll(
    /([a-z][a-z ]*?) (\d[\d ]*)(?= [+=]|$)/g,
  )) {
    if (figures[`all ${name}`] !== value) throw new Error(`The line of the books has ${value} ${name}.`);
  }
  const [attempts = '', answered = ''] = lineOf('attempts  ').split(', answered ');
  figures['all attempts'] = attempts;
  addCounts(figures, answered.split(', '), (status) => `status ${status} answered`);
  addCounts(figures, lineOf('errors    ').split(', '), (error) => `error ${error}`);
  addCounts(figures, lineOf('faults    ').split(', '), faultNamed);
  figures['refused'] = lineOf('refused   ').replace(/ commands? had no effect$/, '');
  for (const line of lines) {
    const [, mark, id = '', told = ''] = /^([✓✗]) (.*): (.*)$/.exec(line) ?? [];
    if (mark !== undefined) figures[`expectation ${id}`] = `${mark === '✓' ? 'held' : 'failed'}: ${told}`;
  }
  return figures;
}

/** The tables of a page by their captions, each with its head, and what else it tells in short. */
export interface PageFacts {
  readonly verdict: string;
  readonly about: readonly string[];
  readonly tables: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** How many commands had no effect, as it is written. */
  readonly refused: string;
}

/** The figures of a page, be it HTML or Markdown. */
export function figuresOfPage({ verdict, about, tables, refused }: PageFacts): Figures {
  const aboutOf = (word: string): string =>
    about.find((one) => one.startsWith(`${word} `))?.slice(word.length + 1) ?? 'not told';
  const figures: Record<string, string> = { verdict, seed: aboutOf('seed'), took: aboutOf('took'), refused };
  addTable(figures, tables['books'] ?? []);
  addTable(
    figures,
    (tables['times'] ?? []).map(([name = '', ...cells]) => [name.replace(/ \(.*/, ''), ...cells]),
  );
  for (const [status, often] of tables['statuses'] ?? []) figures[`status ${status} answered`] = often ?? '';
  for (const [error, often] of tables['errors'] ?? []) figures[`error ${error}`] = often ?? '';
  for (const [name = '', touched = ''] of tables['faults'] ?? []) figures[faultNamed(name)] = touched;
  for (const [mark = '', id = '', told = ''] of tables['expectations'] ?? []) {
    figures[`expectation ${id}`] = `${/✅|✓/.test(mark) ? 'held' : 'failed'}: ${told}`;
  }
  return figures;
}

/** What a page of Markdown has of them. */
export function readMarkdown(markdown: string): PageFacts {
  const lines = markdown.split('\n').map(unescape);
  const under = (title: RegExp): string[] => {
    const at = lines.findIndex((line) => title.test(line));
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((line) => /^#+ /.test(line));
    return at < 0 ? [] : rest.slice(0, end < 0 ? undefined : end);
  };
  const rowsUnder = (title: RegExp): string[][] =>
    under(title)
      .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
      .map((line) =>
        line
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      );
  const countsUnder = (title: RegExp): string[][] =>
    under(title).flatMap((line) => (line.startsWith('- ') ? [line.slice(2).split(' × ')] : []));
  const [, verdict = ''] = /^## \S+ (\w+):/m.exec(markdown) ?? [];
  const [, refused = '0'] = /^### Refused commands: (.*)$/m.exec(markdown) ?? [];
  return {
    verdict,
    refused,
    about: (lines[2] ?? '').split(' · '),
    tables: {
      books: rowsUnder(/^### Books/),
      load: rowsUnder(/^### Load/),
      times: rowsUnder(/^### Times/),
      statuses: countsUnder(/^### Statuses/),
      errors: countsUnder(/^### Errors/),
      faults: countsUnder(/^### Faults/),
      expectations: rowsUnder(/^### phoney run/).slice(1),
    },
  };
}

/** What a page of HTML has of them, read as text. */
export function readHtml(html: string): PageFacts {
  const textOf = (part: string): string =>
    unescape(part.replaceAll(/<[^>]*>/g, ''))
      .replaceAll(/\s+/g, ' ')
      .trim();
  const all = (part: string, pattern: RegExp): string[] =>
    [...part.matchAll(pattern)].map(([, inner = '']) => inner);
  const tables = Object.fromEntries(
    [...html.matchAll(/aria-label="([^"]*)">\s*<table.*?>(.*?)<\/table>/gs)].map(
      ([, name = '', body = '']) => [
        unescape(name),
        all(body, /<tr>(.*?)<\/tr>/gs).map((row) =>
          all(row, /<t[hd][^>]*>(.*?)<\/t[hd]>/gs)
            .map(firstText)
            .map(textOf),
        ),
      ],
    ),
  );
  const [about = ''] = all(html, /<ul class="about dim">(.*?)<\/ul>/gs);
  const [verdict = ''] = all(html, /<span class="verdict \w+">(.*?)<\/span>/g);
  const [refused = '0'] = all(html, /Commands that had no effect: (.*?)\.</g);
  return { verdict, refused, about: all(about, /<li>(.*?)<\/li>/gs).map(textOf), tables: nameTables(tables) };
}

/** The tables of a page of HTML by what they are of. */
export function nameTables(
  tables: Readonly<Record<string, readonly (readonly string[])[]>>,
): PageFacts['tables'] {
  const rows = (caption: string): readonly (readonly string[])[] => tables[caption]?.slice(1) ?? [];
  const [expectations = ''] = Object.keys(tables);
  return {
    books: tables['Books of each feed'] ?? [],
    load: rows('What was asked for, and what it took'),
    times: tables['Times of all messages'] ?? [],
    statuses: rows('Statuses'),
    errors: rows('Errors'),
    faults: rows('Faults').map(([name = '', kind = '', , , touched = '']) => [`${name} (${kind})`, touched]),
    expectations: rows(expectations),
  };
}

/** A cell without what can be unfolded in it. */
function firstText(cell: string): string {
  return cell.replace(/<details>.*/s, '');
}

function addTable(
  figures: Record<string, string>,
  [head = [], ...rows]: readonly (readonly string[])[],
): void {
  for (const [name = '', ...cells] of rows) {
    cells.forEach((cell, index) => (figures[`${name} ${head[index + 1]}`] = cell));
  }
}

function addCounts(
  figures: Record<string, string>,
  counts: readonly string[],
  nameOf: (name: string) => string,
): void {
  for (const one of counts) {
    const [name = '', often = ''] = one.split(' × ');
    figures[nameOf(name)] = often;
  }
}

/** A fault that has no name of its own is called what it is. */
function faultNamed(name: string): string {
  const [, own, kind] = /^(.*) \((.*)\)$/.exec(name) ?? [undefined, name, name];
  return `fault ${own} (${kind})`;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function unescape(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string) =>
    code === undefined ? (named[name] ?? whole) : String.fromCodePoint(Number(code)),
  );
}

function entries<Key extends string, Value>(object: Readonly<Record<Key, Value>>): [Key, Value][] {
  return Object.entries(object) as [Key, Value][];
}
