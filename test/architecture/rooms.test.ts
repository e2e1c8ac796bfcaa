import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../src');
const anything = /./;
const nothing = /^$/;

const vendors = readdirSync(path.join(root, 'dialects'), { withFileTypes: true })
  .filter((entry) => existsSync(path.join(root, 'dialects', entry.name, 'vendor.ts')))
  .map(({ name }) => name);

const within = (vendor: string): RegExp => new RegExp(`^dialects/${vendor}/`);

/** A vendor knows the centre and no other vendor. */
const vendorMayImport = (vendor: string): RegExp =>
  new RegExp(
    String.raw`^(dialects/${vendor}/|dialects/define/define-dialect\.ts|dialects/(dialect|vendor|tls|override|demand|bench|client-bench|spec)\.ts|server/route\.ts|centre/|channels/message\.ts|lib/)`,
  );

/** Who may import whom: docs/architecture.md. The first pattern that matches a file is its room. */
const rooms: readonly (readonly [room: RegExp, mayImport: RegExp])[] = [
  [/^lib\//, /^lib\//],
  [/^tls\//, /^(tls|lib)\/|^channels\/message\.ts$/],
  [/^centre\//, /^(centre|lib)\//],
  [/^channels\/signalr\//, /^(channels\/signalr|channels\/message\.ts|lib)/],
  [/^channels\/websocket\//, /^channels\/(websocket\/|message\.ts)|^lib\//],
  [/^channels\/http\//, /^(channels\/http|channels\/(message|wire-plan)\.ts|tls|lib)/],
  [/^channels\//, /^(channels|lib)\//],
  // What goes wrong on purpose, decided from a message's data: it knows no vendor, and carries nothing out. wire-plan: what
  // it wants of the http channel, as data.
  [/^faults\//, /^(faults\/|channels\/(message|wire-plan)\.ts|lib\/)/],
  // What a vendor brings along for contracts is written in the words of contracts, and connects as its clients do.
  ...vendors.map(
    (vendor) =>
      [
        new RegExp(`^dialects/${vendor}/contracts/`),
        new RegExp(
          String.raw`^(dialects/${vendor}/|contracts/(pact|vendors|provider|states)/|server/request-bytes\.ts|lib/)`,
        ),
      ] as const,
  ),
  ...vendors.map((vendor) => [within(vendor), vendorMayImport(vendor)] as const),
  // What is filled in for those who define a vendor, and the modules of others: they know no vendor.
  [
    /^dialects\/(define|guests)\//,
    /^(dialects\/(define|guests)\/|dialects\/(dialect|vendor|tls|override|demand|spec)\.ts|centre\/model\/|channels\/message\.ts|server\/route\.ts|lib\/)/,
  ],
  // server/route: what a dialect answers when it is called; plain types that no vendor owns, for control has routes too. suite:
  // the types of what a vendor brings along for contracts.
  [
    /^dialects\//,
    /^(dialects|centre|channels\/message\.ts|contracts\/vendors\/suite\.ts|server\/route\.ts|lib)/,
  ],
  // What dialects answer, on real sockets: the one place beside run that knows a channel and the dialects' interface.
  [/^server\//, /^(server|channels|dialects\/dialect\.ts|lib)/],
  // Whom a vendor calls, on this machine: given a vendor's check of a request, it knows no vendor.
  [
    /^receiver\//,
    /^(receiver\/|tls\/|dialects\/vendor\.ts|server\/(listener|read-body|request-bytes|send)\.ts|channels\/message\.ts|lib\/)/,
  ],
  // dialects/index: what may stand in targets, and what may be asked of a target before the run. pace, metric, expectation: the types
  // and names that a scenario's pace and expectations have. calendar: `start` and `at` are local times, and what they mean is the
  // centre's to say.
  [
    /^scenario\//,
    /^(scenario\/|faults\/|centre\/(config\/|triggers\/|commands\/(command|check-range|refs)\.ts|model\/calendar\.ts)|channels\/\w+\/config\.ts|dialects\/index\.ts|record\/(metric|expect\/expectation)\.ts|lib\/)/,
  ],
  [/^record\//, /^(record|centre\/model\/event\.ts|channels\/message\.ts|lib)/],
  // What vendors really sent: kept without secrets, read again, held against the schemas. It knows no vendor by name.
  [/^capture\//, /^(capture\/|record\/|channels\/message\.ts|dialects\/(index|vendor)\.ts|lib\/)/],
  // What a run's records, and anything else that was held to demands, look like to people and to build servers. agent-event: the
  // states that an agent's day is drawn in.
  [/^report\//, /^(report\/|record\/|centre\/model\/events\/agent-event\.ts|channels\/message\.ts|lib\/)/],
  // How much is sent when, and what is said of it afterwards: numbers in, numbers and words out. schema: a centre to send from is a
  // scenario like any other.
  [/^load\//, /^(load\/|scenario\/schema\.ts|record\/|lib\/)/],
  [/^run\//, /^(run|load|centre|faults|dialects|channels|server|scenario|record|tls|lib)\//],
  // Runs that are shares of one, in threads or on other machines, and who watches over them. details-fold: a share's part of a
  // report. Nobody but cli imports it.
  [/^shares\//, /^(shares|run|record|report\/run\/details-fold\.ts|scenario|dialects\/index\.ts|lib)/],
  // One run, looked at and steered over HTTP; it puts nothing together itself. scenario: one may be sent to be played, and
  // mistakes in other input are worded alike. kinds: which faults there are. cors: the one rule of which pages may call.
  [
    /^control\//,
    /^(control\/|run\/|record\/|server\/|scenario\/|faults\/kinds\.ts|dialects\/(index|dialect)\.ts|centre\/model\/|channels\/message\.ts|channels\/signalr\/transports\/cors\.ts|lib\/)/,
  ],
  // What a run sends and answers is held against contracts, and those that phoney ships come from the dialects' schemas. Sockets
  // of its own are for the engine's gateway and for a receiver; message: what a played day is made of. Nobody but cli imports it.
  [
    /^contracts\//,
    /^(contracts|centre\/config|dialects|server|scenario|record|report|run|tls|lib)\/|^channels\/message\.ts$/,
  ],
  // What the vendors' wires look like, for machines: documents made of the dialects' schemas. run, scenario: what is always there is
  // measured over the days that scenarios play. Nobody but cli imports it.
  [
    /^spec\//,
    /^(spec\/|dialects\/(index|spec|vendor)\.ts|run\/(loop|repeat)\.ts|scenario\/index\.ts|channels\/message\.ts|lib\/)/,
  ],
  // Somebody's side is held against a vendor's demands, which come with the vendor: it knows none by name. It has sockets of its
  // own for certificates that are no good, and a run for events at a rate. Nobody but cli imports it.
  [
    /^check\//,
    /^(check|channels\/(http|signalr)|channels\/message\.ts|dialects\/(index|dialect|vendor|demand|bench|client-bench)\.ts|record|report|run|scenario|server|tls|lib)/,
  ],
  // What tests hold: a run, a receiver and certificates, for people who write no command lines. Nobody but index imports it.
  [
    /^library\//,
    /^(library|centre|channels\/message\.ts|dialects|receiver|record|run|scenario|server|tls|lib)/,
  ],
  [/^(index|dialect)\.ts$|^cli\//, anything],
];

/** Third parties, each at home in one place. */
const homes: Record<string, RegExp> = {
  // The text of files that are written for others.
  phoney: /^cli\/dialect\/template\//,
  jose: /^dialects\/enreach\//,
  // contracts: what the hub says is taken off the wire by the client that the vendor's customers use.
  '@microsoft/signalr': /^(cli|contracts\/provider)\//,
  '@pact-foundation/pact-core': /^contracts\/engine\//,
  '@microsoft/signalr-protocol-msgpack': /^cli\//,
  // control: routers of its own, on server's servers.
  express: /^(server|control)\//,
  // Metrics in Prometheus's text.
  'prom-client': /^control\/(metrics\/|routes\/metrics\.ts$)/,
  // The page at /docs: files for browsers, found by name and never loaded here.
  'swagger-ui-dist': /^control\//,
  '@msgpack/msgpack': /^channels\/signalr\//,
  // spec: documents in the form that importers take.
  yaml: /^(scenario|spec)\//,
  // Beside each room's settings and wire formats, which are its types too.
  zod: anything,
  commander: /^cli\//,
  // What phoney init asks at a terminal.
  '@clack/prompts': /^cli\/init\//,
  // The fixtures: whoever imports them has it.
  vitest: /^library\/vitest\.ts$/,
  // The same of a container.
  testcontainers: /^library\/testcontainers\//,
  '@peculiar/x509': /^tls\//,
  '@faker-js/faker': /^centre\//,
  'hdr-histogram-js': /^record\//,
  // Shares on other machines: the engine, and what it speaks to Redis with.
  bullmq: /^shares\/redis\//,
  ioredis: /^shares\/redis\//,
  // The charts of a page: files for browsers, found by name and never loaded here.
  uplot: /^report\/html\//,
  luxon: /^centre\//,
  // The clients of a load test, and the plain WebSocket: the hub itself writes and reads its own frames.
  ws: /^(cli\/load\/hub|channels\/websocket)\//,
  'd3-random': /^(lib\/random|centre\/|faults\/)/,
};

/** What of Node a room may import: the rooms in which nothing but values come in and go out have none of it. */
const ofNode: readonly [room: RegExp, modules: RegExp][] = [
  [/^lib\/clock\.ts$/, /^node:perf_hooks$/],
  [/^lib\/read-bounded\.ts$/, /^node:fs$/],
  // What Node tells of this process, or of this thread of it.
  [/^run\/rate\/meter\.ts$/, /^node:(perf_hooks|worker_threads)$/],
  // The only way to ask V8 for a collection.
  [/^run\/warm-up\/collect-garbage\.ts$/, /^node:(v8|vm)$/],
  // Modules of others: where they are found, and how they are loaded.
  [/^dialects\/guests\//, /^node:(fs|module|path|url)$/],
  // Clients of a vendor's own, for contracts.
  [/^dialects\/\w+\/contracts\//, /^node:http$/],
  [/^dialects\//, /^node:(crypto|querystring)$/],
  [/^scenario\//, /^node:(fs|path)$/],
  [/^channels\//, /^node:(buffer|crypto|fs|https?|net|path|stream|tls)$/],
  [/^tls\//, /^node:(buffer|crypto|fs|net|os|path|tls)$/],
  [/^server\//, /^node:(https?|net|stream|tls)$/],
  // http: types. url: where the page's files are.
  [/^control\//, /^node:(crypto|fs|http|net|path|url)$/],
  [/^receiver\//, /^node:(http|net)$/],
  // The files that a page is put together from, and what its policy knows its script by.
  [/^report\/html\//, /^node:(crypto|fs|path|url)$/],
  // The keyed hash of pseudonyms and of new ids.
  [/^capture\//, /^node:crypto$/],
  // Threads, and what a machine is called.
  [/^shares\//, /^node:(crypto|fs|os|path|worker_threads)$/],
  // A seed that is drawn, and certificates in a temporary folder.
  [/^library\//, /^node:(crypto|fs|os|path)$/],
  // The documents that phoney brings along.
  [/^spec\//, /^node:(fs|path)$/],
  // A process for the engine, a gateway to it, files of contracts, and receivers on real sockets.
  // zlib: whether a receiver's body is coded as its answer says.
  [/^contracts\//, /^node:(child_process|crypto|events|fs|https?|module|os|path|tls|util|zlib)$/],
  // Handshakes that nobody else makes, and the key of an authority.
  [/^check\//, /^node:(crypto|fs|net|path|tls)$/],
  [/^run\/assembly\.ts$|^cli\//, anything],
];

/** What only a few files own, because everything else takes it as a parameter. */
const owned: readonly [what: RegExp, owners: RegExp][] = [
  [/\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/, /^lib\/clock\.ts$/],
  [/\bMath\.random\b/, /^$/],
  [/\b(setTimeout|setInterval|setImmediate)\b/, /^(lib\/clock\.ts|run\/rate\/meter\.ts|channels\/)/],
  // engine-child: the process that Pact's engine has for itself speaks to its parent.
  // run/rate/meter: what this process uses of the machine.
  // library: the environment of whoever holds a run, and the version of Node, each in one file.
  [
    /\bprocess\.(?!pid\b)/,
    /^(cli\/|run\/rate\/meter\.ts$|library\/(environment|node-version)\.ts$|contracts\/engine\/engine-child\.ts$)/,
  ],
  // Not the page docs/console.md.
  [/(?<!\/)\bconsole\./, /^$/],
];

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => file.endsWith('.ts') && !/\.(test|suite)\.ts$/.test(file));

const importForm = /(?:^(?:import|export)\b[^;'"=()]*?\bfrom\s*|^import\s*|\bimport\(\s*)'([^'\n]+)'/gm;

function importsOf(file: string): string[] {
  return [...readFileSync(path.join(root, file), 'utf8').matchAll(importForm)].map(
    ([, name]) => name as string,
  );
}

test.each(files)('%s imports only what its room may', (file) => {
  const room = rooms.find(([pattern]) => pattern.test(file));
  expect(room, `${file} stands in no room`).toBeDefined();
  for (const name of importsOf(file)) {
    if (name.startsWith('.')) {
      const target = path.posix.join(path.posix.dirname(file), name);
      expect(target, `${file} imports ${target}`).toMatch(room?.[1] ?? anything);
      continue;
    }
    if (name.startsWith('node:')) {
      const [, modules = nothing] = ofNode.find(([pattern]) => pattern.test(file)) ?? [];
      expect(name, `${file} imports ${name}`).toMatch(modules);
      continue;
    }
    const [, home = nothing] =
      Object.entries(homes).find(([party]) => name === party || name.startsWith(`${party}/`)) ?? [];
    expect(file, `${name} lives in ${String(home)}`).toMatch(home);
  }
});

test.each(files)('%s takes time, randomness, environment and output as parameters', (file) => {
  const code = readFileSync(path.join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
  for (const [what, owners] of owned) {
    if (!owners.test(file)) expect(code, `${file} uses ${String(what)}`).not.toMatch(what);
  }
});
