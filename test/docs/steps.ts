import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { isCode, isProgram, moduleOf, play } from './code-block.ts';
import type { Desk } from './desk.ts';
import { misuseOf } from './grammar.ts';
import { missingScript } from './npm-scripts.ts';
import type { Block, Page } from './page.ts';
import { missingProgram } from './programs.ts';
import type { Line, Setting } from './setting.ts';
import { missingIn } from './shape.ts';
import { phoneyCommandsOf } from './shell-words.ts';
import { isForShell, typedIn, type Typed } from './typed.ts';
import { readYaml, scriptsOf } from './yaml-block.ts';

/** What somebody does who follows a page: one command line, one block. */
export interface Step {
  /** Where it stands and what it is. */
  readonly name: string;
  /** The program that it needs and this machine lacks. */
  readonly lacks?: string | undefined;
  /** Does it, and throws where that does not come out as the page has it. */
  readonly take: (desk: Desk) => Promise<void>;
}

/** What a setting says of a page, and what of it the page had use for. */
export interface Sayings {
  /** What is said of a text under one of `said`, which are the beginnings of texts; the longest counts. */
  of<T>(said: Readonly<Record<string, T>> | undefined, text: string): T | undefined;
  readonly used: ReadonlySet<string>;
}

export function openSayings(): Sayings {
  const used = new Set<string>();
  return {
    used,
    of: (said = {}, text) => {
      const fitting = Object.keys(said).filter((begin) => text.trimStart().startsWith(begin));
      const key = fitting.toSorted((a, b) => b.length - a.length)[0];
      if (key === undefined) return undefined;
      used.add(key);
      return said[key];
    },
  };
}

/**
 * The steps of a page from its top: each command line is carried out, each scenario is read, each picture is of something that was
 * printed, and at the end all programs run. No block is left out but those of which the setting says why.
 */
export function stepsOf(page: Page, setting: Setting, sayings: Sayings): Step[] {
  const programs = page.blocks.filter(
    (block) => isProgram(block) && sayings.of(setting.code?.notRun, block.text) === undefined,
  );
  const rest = page.blocks.filter((block) => !isCode(block) || block.saved !== undefined);
  const steps = rest.flatMap((block) => blockSteps(block, setting, sayings));
  return programs.length === 0 ? steps : [...steps, programStep(page, programs, setting)];
}

function blockSteps(block: Block, setting: Setting, sayings: Sayings): Step[] {
  const lineSteps = (lines: readonly Typed[]): Step[] =>
    lines.map((typed) => {
      const text = typed.isWhole ? `$ ${typed.text}` : typed.text;
      return lineStep(block.file, typed, sayings.of(setting.lines, text) ?? {});
    });
  // What is wrong with a file is told by the command lines that read it.
  if (block.saved !== undefined) return [saveStep(block, block.saved)];
  if (isForShell(block)) return lineSteps(typedIn(block));
  if (block.language === 'yaml' || block.language === 'yml') {
    const scripts = scriptsOf(block.text);
    if (scripts === undefined) return [yamlStep(block)];
    return scripts.flatMap((text) => lineSteps(typedIn({ ...block, text })));
  }
  return sayings.of(setting.pictures, block.text) === undefined ? [pictureStep(block)] : [];
}

function lineStep(file: string, typed: Typed, line: Line): Step {
  const name = `${file}:${typed.line}: ${typed.text}`;
  if (line.notRun !== undefined) {
    return {
      name: `${name} (read, not run: ${line.notRun})`,
      take: async (desk) => {
        for (const words of phoneyCommandsOf(desk.toType(typed.text)))
          expect(await misuseOf(words, { isComplete: true })).toBeUndefined();
        expect(missingScript(file, typed.text, desk.folder)).toBeUndefined();
      },
    };
  }
  const lacks = missingProgram(typed.text);
  return {
    name: lacks === undefined ? name : `${name} (there is no ${lacks} here)`,
    lacks,
    take: async (desk) => {
      const { code, output } = await desk.follow(typed.text, line);
      expect(code, lastOf(output)).toBe(0);
      if (typed.output !== '')
        expect(missingIn(typed.output, output, typed.isWhole), lastOf(output)).toBeUndefined();
    },
  };
}

/** What somebody looks at who wants to know why. */
const lastOf = (output: string): string => output.split('\n').slice(-25).join('\n');

const yamlStep = ({ file, line, text }: Block): Step => ({
  name: `${file}:${line}: phoney can read this YAML`,
  take: async (desk) => readYaml(text, desk.folder),
});

const saveStep = ({ file, line, text }: Block, name: string): Step => ({
  name: `${file}:${line}: goes into ${name}`,
  take: async (desk) => {
    const place = path.join(desk.folder, name);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, desk.toType(text));
  },
});

const pictureStep = ({ file, line, text }: Block): Step => ({
  name: `${file}:${line}: something on the page prints "${text.trimStart().slice(0, 60).split('\n')[0]}"`,
  take: async (desk) => {
    const missing = desk.outputs().map((output) => missingIn(text, output, false));
    expect(missing.includes(undefined), `No output has this:\n${[...new Set(missing)].join('\n')}`).toBe(
      true,
    );
  },
});

const programStep = ({ file }: Page, programs: readonly Block[], { code }: Setting): Step => ({
  name: `${file}: its programs (${programs.length}) run, one after the other as a reader would type them`,
  take: async (desk) => play(desk.toType(moduleOf(programs, code)), { name: file, folder: desk.folder }),
});
