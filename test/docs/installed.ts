import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../src/cli/version.ts';
import { root, testedPhoney } from '../acceptance/world.ts';
import { packageSources } from './package-sources.ts';
import { findProgram } from './programs.ts';

/** phoney, with what stands for the flags whose defaults are ports that pages speak of, or would take long. */
const phoney = `#!/bin/bash
receiver=\${PHONEY_URL:-https://localhost:8443/events}
case "$1" in
  listen) export PHONEY_PORT=\${PHONEY_PORT:-8443} ;;
  serve) export PHONEY_PORT=\${PHONEY_PORT:-8444} ;;
  trigger) export PHONEY_URL=$receiver ;;
  certs) export PHONEY_KEY_TYPE=p256 ;;
  load) [[ " $* " = *' --stages '* ]] || export PHONEY_DURATION=1s ;;
  check)
    export PHONEY_URL=$receiver PHONEY_RATE=50 PHONEY_DURATION=300ms
    [ "$2" = enreach ] && export PHONEY_PORT=\${PHONEY_PORT:-8444} ;;
esac
case " $* " in
  *" --hub "*) ;;
  *" --vendor "*|*" first-day "*|*" bad-days/"*) export PHONEY_URL=$receiver ;;
esac
case " $* " in
  *" --console "*) export PHONEY_CONTROL_PORT=\${PHONEY_CONTROL_PORT:-8090} ;;
esac
exec "$NODE" "$TESTED_PHONEY" "$@"
`;

/** A refusal is an answer to curl; on a page it is a mistake. */
const curl = `#!/bin/bash
case " $* " in *" --fail "*) ;; *) set -- --fail-with-body "$@" ;; esac
exec "$CURL" --silent --show-error "$@"
`;

/** What `node node_modules/phoney/bin/phoney.cjs` is: no shell stands between it and a signal. */
const bin = `
if (process.argv[2] === 'listen') process.env.PHONEY_PORT ??= '8443';
import(process.env.TESTED_PHONEY);
`;

/** What is there is not fetched. */
const npx = `#!/bin/bash
[ "$1" = --yes ] && shift
case "$1" in
  phoney@${version}) shift && exec phoney "$@" ;;
  *) exec "$@" ;;
esac
`;

/** Puts phoney into the `node_modules` of `folder`, as far as pages look there. */
export function putIntoModules(folder: string, withPorts: (text: string) => string): void {
  const place = path.join(folder, 'node_modules/phoney/bin');
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, 'phoney.cjs'), withPorts(bin));
  const phoney = path.dirname(place);
  for (const part of ['contracts', 'scenarios', 'schema', 'src'])
    symlinkSync(path.join(root, part), path.join(phoney, part));
  writeFileSync(
    path.join(phoney, 'package.json'),
    JSON.stringify({ name: 'phoney', type: 'module', exports: packageSources }),
  );
}

/**
 * Puts the programs that pages name into `folder` and returns the variables with which a shell finds them: the phoney under test, as if
 * it were installed. `withPorts` puts the ports of a desk in place of those that are written.
 */
export function install(folder: string, withPorts: (text: string) => string): NodeJS.ProcessEnv {
  mkdirSync(folder);
  for (const [name, text] of Object.entries({ phoney: withPorts(phoney), curl, npx }))
    writeFileSync(path.join(folder, name), text, { mode: 0o755 });
  return {
    ...process.env,
    PATH: [folder, path.join(root, 'node_modules/.bin'), process.env['PATH']].join(':'),
    NODE: process.execPath,
    CURL: findProgram('curl'),
    ROOT: root,
    TESTED_PHONEY: testedPhoney,
    NO_COLOR: '1',
    // What a page puts into the home of its reader is not put into that of whoever runs the tests.
    HOME: path.dirname(folder),
    // No rate has to be held: this machine may be busy.
    PHONEY_HELD: '0%',
  };
}
