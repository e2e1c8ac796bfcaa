import { execFile, execFileSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportFiles, reportForms } from '../../src/report/forms.ts';
import { reportJsonSchemaText, reportSchema } from '../../src/cli/report/json-schema.ts';
import type { RunReport } from '../../src/report/run/schema.ts';
import { makeFolder, phoney, root, startPhoney, testedPhoney } from '../acceptance/world.ts';
import { hostileDay, startHostileReceiver, type HostileReceiver } from './hostile-receiver.ts';
import { mistakesInJUnit } from './valid-junit.ts';

const folder = makeFolder();
const inFolder = (...names: readonly string[]): string => path.join(folder.path, ...names);
const read = (...names: readonly string[]): string => readFileSync(inFolder(...names), 'utf8');
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => phoney(args, env, folder.path);

let receiver: HostileReceiver;
let report: RunReport;
let ended: Awaited<ReturnType<typeof phoney>>;

/** Environment of a build on GitHub Actions. */
const onGitHub = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: inFolder('summary.md') };

beforeAll(async () => {
  receiver = await startHostileReceiver();
  writeFileSync(inFolder('day.yaml'), hostileDay(receiver.url));
  writeFileSync(inFolder('summary.md'), 'What was there before\n');
  ended = await run(
    ['run', 'day.yaml', '--report-dir', 'reports', '--record', 'day.ndjson', '--json'],
    onGitHub,
  );
  report = JSON.parse(read('reports', 'report.json')) as RunReport;
  linkSync(inFolder('day.ndjson'), inFolder('link.ndjson'));
});

afterAll(async () => {
  await receiver.close();
  folder.remove();
});

describe('every report of one run', () => {
  test('is written, and the run ends as it would without', () => {
    expect(ended.code, ended.stderr).toBe(1);
    expect(readdirSync(inFolder('reports')).sort()).toEqual(Object.values(reportFiles).sort());
  });

  test('marks the commands and faults of the scenario', () => {
    expect(report.marks).toMatchObject({
      commands: [
        { at: '2026-03-02T06:20:00.000Z', do: 'agent.set-status', source: 'scenario', outcome: 'done' },
      ],
      faults: [{ name: '<i>twice', from: '2026-03-02T06:30:00.000Z', until: '2026-03-02T06:40:00.000Z' }],
    });
  });

  test('names agents and queues as the scenario does', () => {
    expect(report.day.agents.map(({ name }) => name)).toContain('bill-2');
    expect(report.day.queues.map(({ name }) => name)).toContain('</script><b>Billing');
  });

  test('says of each failed expectation which records offend', () => {
    const [, failure = ''] = /<failure [^>]*>([\s\S]*?)<\/failure>/.exec(read('reports', 'junit.xml')) ?? [];
    expect(failure).toMatch(/^#\d+ .* asapp\.raw .* status 4\d\d/m);
    expect(failure).toContain('api_version');
  });
});

test('JUnit of a run against a hostile receiver is valid for the common schema, with a case for each expectation', async () => {
  const xml = read('reports', 'junit.xml');
  expect(await mistakesInJUnit(xml)).toEqual([]);
  expect([...xml.matchAll(/<testcase /g)]).toHaveLength(report.expectations.length);
});

test('JSON has everything that its schema says, and nothing else', () => {
  expect(reportSchema.parse(report)).toEqual(report);
});

test('schema/report.schema.json is up to date: node scripts/write-report-schema.ts', () => {
  expect(readFileSync(path.join(root, 'schema/report.schema.json'), 'utf8')).toBe(reportJsonSchemaText());
});

describe('on GitHub Actions', () => {
  test('the Markdown is added to the summary of the step', () => {
    expect(read('summary.md')).toBe(`What was there before\n${read('reports', 'report.md')}`);
  });

  test('failures become annotations, which no text can end or follow with another', () => {
    const lines = ended.stderr.split('\n').filter((line) => line.startsWith('::'));
    const failed = report.expectations.filter(({ ok }) => !ok);
    expect(lines).toHaveLength(failed.length);
    for (const line of lines) expect(line).toMatch(/^::error title=phoney run day\.yaml::/);
    expect(lines.join('\n')).not.toContain('::error::taken over');
  });

  test('mistakes in a scenario are annotated where they stand', async () => {
    writeFileSync(
      inFolder('wrong.yaml'),
      'duration: 1h\ncentre: { queues: [{ name: Sales, colour: red }] }\n',
    );
    const { code, stderr } = await run(['run', 'wrong.yaml'], onGitHub);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^::error file=wrong\.yaml,line=2,col=\d+::centre\.queues\[0\]/m);
  });
});

test('Markdown shows what a receiver sent and does none of it', () => {
  const markdown = read('reports', 'report.md');
  const outside = markdown.replaceAll(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
  expect(outside).not.toMatch(/<(?!\/?(?:details|summary)>)/);
  expect(outside).not.toContain('# taken over');
});

describe('afterwards', () => {
  test.each(reportForms)('phoney report makes the same of the record, byte for byte: %s', async (form) => {
    const { code, stderr } = await run(['report', 'day.ndjson', '--report', `${form}=again`]);
    expect(code, stderr).toBe(0);
    expect(read('again')).toBe(read('reports', reportFiles[form]));
  });

  test('without --report it prints the text', async () => {
    expect((await run(['report', 'day.ndjson'])).stdout).toBe(read('reports', 'report.txt'));
  });

  test('a record that breaks off is reported as far as it goes, and says so', async () => {
    const whole = read('day.ndjson');
    // In the middle of a line.
    const half = whole.slice(0, whole.lastIndexOf('{"type":"attempt"') + 30);
    writeFileSync(inFolder('half.ndjson'), half);
    const { code, stdout, stderr } = await run([
      'report',
      'half.ndjson',
      '--report',
      'json',
      '--report',
      'junit=half.xml',
    ]);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('its last line has no end');
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'unfinished', elapsedMs: null, expectations: [] });
    expect(await mistakesInJUnit(read('half.xml'))).toEqual([]);
    expect(read('half.xml')).toContain('<failure');
  });

  test.each([
    ['day.yaml', /day\.yaml:1: This is not a line of a record/],
    ['nowhere.ndjson', /nowhere\.ndjson: It cannot be read: ENOENT/],
    ['.', /It cannot be read: EISDIR/],
    ['/dev/null', /It is empty/],
    ['/dev/zero', /A line of it has no end/],
  ])('%s is refused', async (file, why) => {
    const { code, stderr } = await run(['report', file]);
    expect(stderr).toMatch(why);
    expect(code).toBe(2);
  });
});

describe('a record', () => {
  test.each([
    ['day.ndjson.gz', gunzipSync],
    ['day.ndjson.zst', zstdDecompressSync],
  ])('%s is compressed, and read as it is', async (name, decompress) => {
    const { code } = await run(['run', 'day.yaml', '--record', name, '--report', 'json=live.json']);
    expect(code).toBe(1);
    const lines = decompress(readFileSync(inFolder(name)))
      .toString()
      .trim()
      .split('\n');
    expect(lines[0]).toContain('"type":"run"');
    expect(lines.at(-1)).toContain('"type":"end"');
    const { stdout } = await run(['report', name, '--report', 'json']);
    expect(stdout).toBe(read('live.json'));
    writeFileSync(inFolder('cut'), readFileSync(inFolder(name)).subarray(0, 20_000));
    const cut = await run(['report', 'cut', '--report', 'json']);
    expect(cut.code, cut.stderr).toBe(0);
    expect(JSON.parse(cut.stdout)).toMatchObject({ verdict: 'unfinished' });
  });

  test('goes through a pipe', async () => {
    const program = `"${process.execPath}" "${testedPhoney}"`;
    const line = `${program} run day.yaml --record - --report json=live.json | ${program} report - --report json`;
    const stdout = await new Promise((resolve) => {
      execFile('/bin/bash', ['-c', line], { cwd: folder.path, maxBuffer: 1e8 }, (_error, text) =>
        resolve(text),
      );
    });
    expect(stdout).toBe(read('live.json'));
  });
});

describe('before the run it is said', () => {
  test.each([
    [['--report', 'pdf=x'], 2, /--report: "pdf=x" is no form of a report\. Write one of text, json/],
    [['--report', 'htm'], 2, /Did you mean html\?/],
    [['--report', 'html='], 2, /names no file/],
    [
      ['--report', 'json', '--report', 'html'],
      2,
      /--report json and --report html would all be on standard output/,
    ],
    [['--report', 'json', '--json'], 2, /--report json and --json/],
    [['--record', '-', '--json-lines'], 2, /--json-lines and --record -/],
    [['--report', 'json=a', '--report', 'html=a'], 2, /a would be written twice/],
    [['--record', './day.yaml'], 2, /\.\/day\.yaml is what this command reads, and would be lost/],
    [['--report', 'html=a', '--dry-run'], 2, /--dry-run and --report exclude each other/],
    [
      ['--report', 'json=missing/a', '--report', 'html=missing/b'],
      3,
      /Cannot write missing\/a: ENOENT.*\n.*Cannot write missing\/b/,
    ],
    [['--report', 'json=.'], 3, /Cannot write \.: EISDIR/],
    [['--report-dir', 'day.yaml'], 3, /Cannot make the folder day\.yaml: EEXIST/],
    [['--report-dir', '/proc/nowhere'], 3, /Cannot make the folder/],
  ])('%j cannot be', async (flags, expected, why) => {
    const { code, stderr } = await run(['run', 'day.yaml', ...flags]);
    expect(stderr).toMatch(why);
    expect(code).toBe(expected);
    // Nothing was sent: the first attempt at the hostile receiver fails, and that is told.
    expect(stderr).not.toContain('failed ');
  });

  test('and what is tried leaves no trace', async () => {
    await run(['run', 'day.yaml', '--report', 'json=untouched', '--report', 'html=missing/b']);
    expect(existsSync(inFolder('untouched'))).toBe(false);
  });
});

test('a record is not lost to a report of it', async () => {
  const { code, stderr } = await run(['report', 'day.ndjson', '--report', 'json=link.ndjson']);
  expect(stderr).toContain('link.ndjson is what this command reads, and would be lost');
  expect(code).toBe(2);
  expect(read('day.ndjson')).toContain('"type":"run"');
});

test('- is standard output, and what is no file takes several reports', async () => {
  const { stdout, code } = await run([
    'report',
    'day.ndjson',
    ...['--report', 'json=-', '--report', 'html=/dev/null', '--report', 'text=/dev/null'],
  ]);
  expect(code).toBe(0);
  expect(stdout).toBe(read('reports', 'report.json'));
  expect(existsSync(inFolder('-'))).toBe(false);
});

test.skipIf(process.platform === 'win32')('a reader of a named pipe gets the whole report', async () => {
  execFileSync('/bin/sh', ['-c', 'mkfifo pipe'], { cwd: folder.path });
  const reader = readFile(inFolder('pipe'), 'utf8');
  const { code } = await run(['report', 'day.ndjson', '--report', 'json=pipe']);
  expect(code).toBe(0);
  expect(await reader).toBe(read('reports', 'report.json'));
});

test('what was served is reported when it is ended', async () => {
  const flags = [
    '--plain',
    '--port',
    '0',
    '--json',
    '--report',
    'json=served.json',
    '--record',
    'served.ndjson',
  ];
  const serving = startPhoney(['serve', 'day.yaml', ...flags], {}, folder.path);
  await serving.stderrLine((line) => line.startsWith('failed '));
  serving.process.kill('SIGTERM');
  const { stderr } = await serving.ended;
  expect(existsSync(inFolder('served.json')), stderr).toBe(true);
  expect(JSON.parse(read('served.json'))).toMatchObject({ of: 'run', interrupted: true });
  const again = [
    'report',
    'served.ndjson',
    '--json',
    '--report',
    'text=served.txt',
    '--report',
    'junit=served.xml',
  ];
  expect((await run(again)).stdout).toBe(read('served.json'));
  expect(read('served.txt')).toMatch(/^stopped before its time$/m);
  expect(read('served.xml')).toContain('<property name="interrupted" value="true"/>');
});

test('a scenario that phoney brings along is called what the command line calls it', async () => {
  const flags = ['--duration', '1s', '--url', 'http://127.0.0.1:9/', '--report', 'json'];
  const { stdout } = await run(['run', 'first-day', ...flags]);
  expect(JSON.parse(stdout)).toMatchObject({ scenario: 'first-day' });
});

test('a disk that is full at the end is told, and the other reports are written', async () => {
  const { code, stderr } = await run([
    'report',
    'day.ndjson',
    '--report',
    'html=/dev/full',
    '--report',
    'junit=kept.xml',
  ]);
  expect(stderr).toContain('Could not write /dev/full: ENOSPC');
  expect(code).toBe(3);
  expect(read('kept.xml')).toBe(read('reports', 'junit.xml'));
});

test('no report has the value of a secret, be it of a header or in an address; nor has the record', async () => {
  mkdirSync(inFolder('secret'), { recursive: true });
  const target = `ringcentral: { wfm: { agent_event_url: '${receiver.url}?code=hunter2', header_value_pairs: { authorization: Bearer hunter2 } } }`;
  const day = hostileDay(receiver.url).replace(/^ {2}asapp: .*$/m, `  ${target}`);
  writeFileSync(inFolder('secret', 'day.yaml'), day);
  const { stderr } = await run([
    ...['run', 'secret/day.yaml', '--report-dir', 'secret', '--record', 'secret/day.ndjson'],
  ]);
  expect(stderr).toContain('code=(hidden)');
  expect(`${stderr}${read('secret', 'day.ndjson')}`).not.toContain('hunter2');
  for (const file of Object.values(reportFiles)) {
    expect(read('secret', file), stderr).not.toContain('hunter2');
  }
  expect(read('secret', 'report.html')).toContain('authorization: (hidden)');
});
