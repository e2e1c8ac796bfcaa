import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch, type Browser as DrivenBrowser, type Page } from 'puppeteer-core';

/** A browser that tests can be run in. */
export interface BrowserKind {
  readonly name: 'Chromium' | 'Firefox';
  /** Where it is on this machine, if anywhere. */
  readonly path: string | undefined;
  /** Its name, and where it is missing, why nothing is tried in it. */
  readonly title: string;
}

/** A running browser, with an empty profile of its own. */
export interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

const usualPlaces = {
  Chromium: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  ],
  Firefox: [
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    String.raw`C:\Program Files\Mozilla Firefox\firefox.exe`,
  ],
} as const;

/** Without a sandbox, which root cannot have, and without asking its maker for anything. */
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What Firefox asks its maker for of its own accord. */
const quietFirefox = {
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'app.update.auto': false,
  'datareporting.policy.dataSubmissionEnabled': false,
};

/** The browsers that pages are tried in, found on this machine or not. */
export const browserKinds: readonly BrowserKind[] = [
  findBrowser('Chromium', 'CHROME_PATH'),
  findBrowser('Firefox', 'FIREFOX_PATH'),
];

/** Starts a browser. It is driven by CDP or by WebDriver BiDi, whichever its maker supports. */
export async function startBrowser({ name, path: executablePath = '' }: BrowserKind): Promise<Browser> {
  const userDataDir = await mkdtemp(path.join(tmpdir(), 'phoney-browser-'));
  const common = { executablePath, userDataDir, headless: true } as const;
  const driven: DrivenBrowser = await (name === 'Chromium'
    ? launch({ ...common, browser: 'chrome', args: chromiumFlags })
    : launch({ ...common, browser: 'firefox', extraPrefsFirefox: quietFirefox }));
  return {
    newPage: () => driven.newPage(),
    close: async () => {
      await driven.close();
      await rm(userDataDir, { recursive: true, force: true });
    },
  };
}

function findBrowser(name: BrowserKind['name'], variable: string): BrowserKind {
  const named = process.env[variable];
  const found = named === undefined || named === '' ? usualPlaces[name].find(existsSync) : named;
  const title = found === undefined ? `${name}, which is not on this machine: set ${variable}` : name;
  return { name, path: found, title };
}
