import { machineClock } from '../../../lib/clock.ts';
import { fetchAccess, type RteAccess } from '../../tap/fetch-token.ts';
import { HubClient } from './hub-client.ts';
import {
  type CrowdMember,
  type CrowdNews,
  type CrowdOrder,
  type CrowdPlan,
  type CrowdWord,
  machineMs,
} from './words.ts';

/** How often news go to whoever started the process. */
const newsEveryMs = 100;
/** Microsoft's clients ping this often. */
const pingEveryMs = 15_000;
/** A client that was cut off, or did not get in, tries again after so long; when it was the run's end, nothing is told of it. */
const againAfterMs = 1000;
/** How long connections may take to close at the end. */
const closeWithinMs = 2000;

type Connecting = Extract<CrowdOrder, { type: 'connect' }>;
/** What happens to clients, as lists that grow until they are told. */
type Lists = Omit<CrowdNews, 'type' | 'lateMs' | 'cpuMs' | 'upMs'>;
type Writable<List> = {
  -readonly [Name in keyof List]: List[Name] extends readonly (infer Item)[] ? Item[] : List[Name];
};

const noNews = (): Writable<Lists> => ({
  connected: [],
  failed: [],
  heard: [],
  left: [],
  lost: [],
});

/** The clients of one process. */
class Crowd {
  readonly #order: Connecting;
  readonly #tell: (word: CrowdWord) => void;
  readonly #clients = new Set<HubClient>();
  readonly #leaving = new Set<HubClient>();
  /** By a client's place: a token is good for more than one connection. */
  readonly #access = new Map<number, RteAccess>();
  readonly #end = new AbortController();
  readonly #begin = Promise.withResolvers<void>();
  #news = noNews();

  constructor(order: Connecting, tell: (word: CrowdWord) => void) {
    this.#order = order;
    this.#tell = tell;
    for (const member of order.members) void this.#live(member);
    void this.#tellAgainAndAgain();
    void this.#pingAgainAndAgain();
  }

  /** Messages begin now: from here on clients drop their connections as the plan wants it. */
  begin(): void {
    this.#begin.resolve();
  }

  /** The hub has closed or is about to: hears what still comes, tells the last news, and resolves. */
  async end(): Promise<void> {
    if (this.#end.signal.aborted) return;
    this.#end.abort();
    const tooLate = machineMs() + closeWithinMs;
    while (this.#clients.size > 0 && machineMs() < tooLate) await machineClock.sleep(10);
    for (const client of this.#clients) client.close();
    this.#tellNews();
    this.#tell({ type: 'over' });
  }

  /** One client from its coming to the end of the run: it connects, drops, and comes back. */
  async #live(member: CrowdMember): Promise<void> {
    const { plan } = this.#order;
    const { signal } = this.#end;
    await machineClock.sleep(placeOf(member, plan) * plan.connectOverMs, signal);
    while (!signal.aborted) {
      const over = Promise.withResolvers<void>();
      const client = await this.#connect(member, () => over.resolve());
      if (client === undefined) continue;
      const dropped = new AbortController();
      void this.#dropInTime(client, member, dropped.signal);
      await over.promise;
      dropped.abort();
      if (!this.#leaving.delete(client)) await this.#tellLost(client);
    }
  }

  /** One attempt; one that fails takes its pause, too. */
  async #connect(member: CrowdMember, onOver: () => void): Promise<HubClient | undefined> {
    const startedMs = machineMs();
    try {
      const client = await HubClient.connect(await this.#signIn(member), {
        onMessage: (connectionId, eventId) => this.#news.heard.push([connectionId, eventId, machineMs()]),
        onOver: (ended) => {
          this.#clients.delete(ended);
          onOver();
        },
      });
      this.#clients.add(client);
      this.#news.connected.push([client.connectionId, machineMs() - startedMs]);
      return client;
    } catch (error) {
      this.#access.delete(member.index);
      await this.#tellFailed(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** Fetches a token, the first time and whenever the last one did not help. */
  async #signIn({ index, user }: CrowdMember): Promise<RteAccess> {
    const { tokenUrl, password } = this.#order;
    const access = this.#access.get(index) ?? (await fetchAccess({ url: new URL(tokenUrl), user, password }));
    this.#access.set(index, access);
    return access;
  }

  async #dropInTime(client: HubClient, member: CrowdMember, signal: AbortSignal): Promise<void> {
    const { plan } = this.#order;
    const { reconnectEveryMs: everyMs, reconnectTogether } = plan;
    if (everyMs === undefined) return;
    await this.#begin.promise;
    const offsetMs = reconnectTogether ? 0 : placeOf(member, plan) * everyMs;
    const nowMs = machineMs();
    await machineClock.sleep(everyMs - ((nowMs - offsetMs) % everyMs), signal);
    if (signal.aborted || this.#end.signal.aborted) return;
    this.#leaving.add(client);
    this.#news.left.push(client.connectionId);
    client.close();
  }

  async #tellFailed(reason: string): Promise<void> {
    const atMs = machineMs();
    await machineClock.sleep(againAfterMs, this.#end.signal);
    if (!this.#end.signal.aborted) this.#news.failed.push([reason, atMs]);
  }

  async #tellLost(client: HubClient): Promise<void> {
    const atMs = machineMs();
    await machineClock.sleep(againAfterMs, this.#end.signal);
    if (!this.#end.signal.aborted) this.#news.lost.push([client.connectionId, atMs]);
  }

  async #tellAgainAndAgain(): Promise<void> {
    while (!this.#end.signal.aborted) {
      const dueMs = machineMs() + newsEveryMs;
      await machineClock.sleep(newsEveryMs, this.#end.signal);
      this.#tellNews(Math.max(0, machineMs() - dueMs));
    }
  }

  async #pingAgainAndAgain(): Promise<void> {
    while (!this.#end.signal.aborted) {
      await machineClock.sleep(pingEveryMs, this.#end.signal);
      for (const client of this.#clients) client.ping();
    }
  }

  #tellNews(lateMs = 0): void {
    const news = this.#news;
    this.#news = noNews();
    const { user, system } = process.cpuUsage();
    const upMs = process.uptime() * 1000;
    this.#tell({ type: 'news', ...news, lateMs, cpuMs: (user + system) / 1000, upMs });
  }
}

/** Where a client stands among all of them: 0 to 1. */
function placeOf({ index }: CrowdMember, { clients }: CrowdPlan): number {
  return index / clients;
}

let crowd: Crowd | undefined;
const tell = (word: CrowdWord): void => void process.send?.(word);

// Ctrl-C at a terminal reaches this process, too: it ends when it is told to, or when nobody is there any more to tell it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (order: CrowdOrder) => {
  if (order.type === 'connect') crowd = new Crowd(order, tell);
  if (order.type === 'begin') crowd?.begin();
  if (order.type === 'end') void crowd?.end();
});
