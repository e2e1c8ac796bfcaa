import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeCertificates } from '../../src/tls/certificate-files.ts';
import { makeCertificates } from '../../src/tls/certificates.ts';
import { makeFolder } from '../acceptance/world.ts';
import { install, putIntoModules } from './installed.ts';
import { findPorts } from './ports.ts';
import { everywhere, type Line, type Setting } from './setting.ts';
import { openTerminal, type Said } from './terminal.ts';
import { beginTyping } from './typing.ts';

/** Where somebody follows a page: a folder with what they have, a terminal, and a phoney that is installed. */
export interface Desk {
  readonly folder: string;
  /** What is typed for what is written: ports, and the substitutions of the setting. */
  toType(text: string): string;
  /** Types a line; one that goes on is left going on. The code is 0 when it ended, or began, as it should. */
  follow(text: string, line?: Line): Promise<Said>;
  /** Everything that was said at this desk, command line by command line. */
  outputs(): string[];
  /** The substitutions that nothing on the page has called for. */
  idle(): string[];
  /** Ends what goes on, the last first, and returns what was said by those that did not end well. */
  leave(): Promise<string[]>;
}

/** Sets a desk up, and has what the reader has typed before typed. */
export async function setUp(setting: Setting): Promise<Desk> {
  const place = makeFolder();
  const folder = path.join(place.path, 'desk');
  mkdirSync(folder);
  const withPorts = await findPorts();
  if (setting.certificates !== false)
    for (const to of [path.join(folder, 'certs'), folder]) await putCertificates(to);
  for (const [name, text] of Object.entries(setting.files ?? {}))
    writeFileSync(path.join(folder, name), withPorts(text));
  putIntoModules(folder, withPorts);
  const terminal = openTerminal(
    folder,
    path.join(place.path, 'state.sh'),
    install(path.join(place.path, 'bin'), withPorts),
  );
  const typing = beginTyping(terminal);
  const { toType, idle } = substitutions(setting.instead ?? [], withPorts);

  const follow = async (text: string, line: Line = {}): Promise<Said> => {
    if (line.first !== undefined) await typeBefore(line.first);
    if (line.beside !== undefined) await typeBefore(line.beside);
    const said = await typing.type(toType(text), line);
    if (line.beside !== undefined) await typing.endLast();
    return said;
  };
  const typeBefore = async (text: string): Promise<void> => {
    const { code, output } = await typing.type(toType(text), {});
    if (code !== 0) throw new Error(`${text}\nended with ${code}:\n${output}`);
  };
  for (const text of setting.before ?? []) await typeBefore(text);
  return {
    folder,
    toType,
    follow,
    idle,
    outputs: () => typing.outputs(),
    async leave() {
      const unwell: string[] = [];
      for (let last = await typing.endLast(); last !== undefined; last = await typing.endLast())
        if (last.code !== 0) unwell.push(`ended with ${last.code}: ${last.output}`);
      terminal.close();
      place.remove();
      return unwell;
    },
  };
}

function substitutions(
  instead: NonNullable<Setting['instead']>,
  withPorts: (text: string) => string,
): Pick<Desk, 'toType' | 'idle'> {
  const idle = new Set(instead.map(([from]) => from));
  return {
    idle: () => [...idle],
    toType: (text) => {
      let typed = text;
      for (const [from, to] of instead) {
        if (typed.includes(from)) idle.delete(from);
        typed = typed.replaceAll(from, to);
      }
      for (const [from, to] of everywhere) typed = typed.replaceAll(from, to);
      return withPorts(typed);
    },
  };
}

/** The same for all desks of a process, as they are made. */
let certificates: ReturnType<typeof makeCertificates> | undefined;

/** Puts into `folder` what `phoney certs` makes. */
async function putCertificates(folder: string): Promise<void> {
  certificates ??= makeCertificates({
    hosts: ['localhost', '127.0.0.1'],
    subject: 'com.example.phoney.events',
    keyType: 'p256',
    days: 30,
    bad: false,
    wallMs: Date.now(),
  });
  writeCertificates(folder, await certificates);
}
