import type { HubTouch, HubMoment } from '../faults/hub/hub-fault.ts';
import type { Faults } from '../faults/faults.ts';
import type { HubTouched, HubVisit, VisitingConnection } from '../faults/hub-faults.ts';
import type { Unnumbered } from '../channels/message.ts';
import type { Clock } from '../lib/clock.ts';
import type { Recorder } from '../record/recorder.ts';
import type {
  HubControl,
  HubTrouble,
  RouteTrouble,
  TroubledClient,
  TroubledRoute,
} from '../server/hub-trouble.ts';

/** What the troubles of a run's hubs come from. */
export interface HubTroublesParts {
  readonly faults: Faults;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly simulatedMs: () => number;
  /** Sends what no event of the centre is behind. */
  readonly send: (draft: Unnumbered) => void;
}

/** Faults that begin, and when: while the run moves on, its clock lags behind. */
interface Beginning {
  readonly names: readonly string[];
  readonly atMs: number;
}

/** A client that is connected: the manieth of all, and its connection. */
interface Present {
  readonly client: TroubledClient;
  readonly ordinal: number;
  readonly connection: VisitingConnection;
}

interface OpenHub {
  readonly vendor: string;
  readonly control: HubControl;
  readonly clients: Map<string, Present>;
  /** By client: how many of its connections got as far as their handshake. */
  readonly handshakes: Map<string, number>;
  /** Of connections that are about to be let in, by their ids: the manieth of their clients they are. */
  readonly arriving: Map<string, number>;
  /** How many of each came by. */
  readonly counts: Record<Exclude<HubMoment, 'route'>, number>;
  /** On the monotonic clock: when it is back from its last restart. */
  backAtMs: number;
}

/** Carries out what faults do at the hubs of a run: asks them, does it, and records it. */
export class HubTroubles {
  readonly #parts: HubTroublesParts;
  readonly #hubs: OpenHub[] = [];
  /** How many came to the routes, by vendor. */
  readonly #requests = new Map<string, number>();

  constructor(parts: HubTroublesParts) {
    this.#parts = parts;
  }

  /** The troubles of one hub, from its opening on. */
  open(vendor: string, control: HubControl): HubTrouble {
    const counts = { request: 0, negotiate: 0, handshake: 0, connection: 0, hub: 0 };
    const hub: OpenHub = {
      vendor,
      control,
      clients: new Map(),
      handshakes: new Map(),
      arriving: new Map(),
      counts,
      backAtMs: -Infinity,
    };
    this.#hubs.push(hub);
    return {
      isDown: () => this.#parts.clock.monotonicMs() < hub.backAtMs,
      refuseRequest: (client) => statusOf(this.#touch(hub, 'request', { client })),
      negotiate: (client) => {
        const touches = this.#touch(hub, 'negotiate', { client });
        const offer = touches.find((touch) => touch.do === 'offer');
        return {
          status: statusOf(touches),
          waitMs: waitOf(touches),
          transport: offer?.transport,
        };
      },
      handshake: (client, id, transport) => {
        const ordinal = (hub.handshakes.get(client) ?? 0) + 1;
        hub.handshakes.set(client, ordinal);
        const connection = { id, ordinal };
        const [touch] = this.#touch(hub, 'handshake', { client, connection, transport });
        if (touch?.do === 'ignore' || touch?.do === 'reject') return touch.do;
        hub.arriving.set(id, ordinal);
        return undefined;
      },
      connected: (client) => {
        const { id } = client;
        const connection = { id, ordinal: hub.arriving.get(id) ?? 1 };
        hub.arriving.delete(id);
        const present = { client, ordinal: ++hub.counts.connection, connection };
        hub.clients.set(id, present);
        this.#touchClient(hub, present);
      },
      left: (clientId) => void hub.clients.delete(clientId),
    };
  }

  /** What goes wrong at a request to a route of that vendor. */
  route(vendor: string, { path, askedPath, asksFor, givesTokens }: TroubledRoute): RouteTrouble {
    const ordinal = (this.#requests.get(vendor) ?? 0) + 1;
    this.#requests.set(vendor, ordinal);
    const paths = [path, askedPath];
    const visit = { vendor, moment: 'route', ordinal, paths, asksFor, givesTokens } as const;
    const touches = this.#decide(visit).map((touched) => {
      this.#record(touched, { vendor, path });
      return touched.touch;
    });
    const flaws = {
      token: touches.find((touch) => touch.do === 'token')?.how,
      endpoint: touches.find((touch) => touch.do === 'endpoint')?.url,
    };
    const cut = touches.find((touch) => touch.do === 'truncate');
    const breaksOff = cut && (cut.afterBytes ?? 'half');
    return { status: statusOf(touches), waitMs: waitOf(touches), breaksOff, flaws };
  }

  /** Faults begin by that simulated instant: those who are connected already are shown to them, the oldest first. */
  begin(atMs: number): void {
    const names = this.#parts.faults.takeBeginning(atMs);
    if (names.length === 0) return;
    const beginning = { names, atMs };
    for (const hub of this.#hubs) {
      this.#touch(hub, 'hub', {}, beginning);
      for (const present of hub.clients.values()) this.#touchClient(hub, present, beginning);
    }
  }

  #touchClient(hub: OpenHub, { client, ordinal, connection }: Present, beginning?: Beginning): void {
    const { vendor } = hub;
    const visit = { vendor, moment: 'connection', ordinal, connection, ...whoOf(client) } as const;
    for (const touched of this.#decide(visit, beginning)) {
      this.#record(touched, { vendor, client: client.name, connection: client.id });
      void this.#act(touched, vendor, client);
    }
  }

  /** Counts what came by, and answers what is done to it. */
  #touch(
    hub: OpenHub,
    moment: Exclude<HubMoment, 'connection' | 'route'>,
    of: {
      readonly client?: string;
      readonly connection?: VisitingConnection;
      readonly transport?: TroubledClient['transport'];
    },
    beginning?: Beginning,
  ): HubTouch[] {
    const { vendor } = hub;
    const visit = { vendor, moment, ordinal: ++hub.counts[moment], ...of };
    return this.#decide(visit, beginning).map((touched) => {
      this.#record(touched, { vendor, client: of.client, connection: of.connection?.id });
      if (touched.touch.do === 'restart') this.#restart(hub, touched.touch.downMs);
      return touched.touch;
    });
  }

  #decide(visit: HubVisit, beginning?: Beginning): HubTouched[] {
    const { faults, simulatedMs } = this.#parts;
    return faults.decideAtHub(visit, beginning?.atMs ?? simulatedMs(), beginning?.names);
  }

  #restart(hub: OpenHub, downMs: number): void {
    hub.backAtMs = Math.max(hub.backAtMs, this.#parts.clock.monotonicMs() + downMs);
    hub.control.breakOff();
  }

  async #act({ touch, endsAt }: HubTouched, vendor: string, client: TroubledClient): Promise<void> {
    const lasts = (): boolean => this.#parts.simulatedMs() < endsAt();
    if (touch.do === 'mute') return client.muteWhile(lasts);
    if (touch.do === 'stall') return client.stallWhile(lasts);
    if (!('afterMs' in touch)) return;
    if (touch.afterMs > 0) await this.#parts.clock.sleep(touch.afterMs, client.signal);
    if (touch.do === 'forget') client.forget();
    if (touch.do === 'lose') client.lose(touch.inFrame);
    if (touch.do === 'close') client.close(touch);
    if (touch.do === 'push-unasked' && !client.signal.aborted) this.#push(vendor, client, touch.method);
  }

  #push(vendor: string, client: TroubledClient, method: string | undefined): void {
    const at = this.#parts.simulatedMs();
    const draft = client.unasked(at, method);
    if (draft !== undefined) this.#parts.send({ ...draft, vendor, at });
  }

  #record(
    { fault, kind, touch }: HubTouched,
    of: {
      readonly vendor: string;
      readonly client?: string | undefined;
      readonly connection?: string | undefined;
      readonly path?: string | undefined;
    },
  ): void {
    this.#parts.recorder.touchedAtHub({ name: fault, kind, what: describe(touch), ...of });
  }
}

function whoOf({ name, transport }: TroubledClient): {
  readonly client: string;
  readonly transport: TroubledClient['transport'];
} {
  return { client: name, transport };
}

function statusOf(touches: readonly HubTouch[]): number | undefined {
  return touches.find((touch) => touch.do === 'refuse')?.status;
}

/** The longest wait of all. */
function waitOf(touches: readonly HubTouch[]): number | undefined {
  const waits = touches.flatMap((touch) => (touch.do === 'wait' ? [touch.ms] : []));
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/** What a touch did, where its kind does not say it all. */
function describe(touch: HubTouch): string | null {
  switch (touch.do) {
    case 'refuse':
      return `status ${touch.status}`;
    case 'token':
      return touch.how;
    case 'endpoint':
      return touch.url;
    case 'offer':
      return touch.transport;
    case 'close':
      return touch.allowReconnect ? 'allowReconnect' : null;
    case 'push-unasked':
      return touch.method ?? null;
    case 'truncate':
      return touch.afterBytes === undefined ? null : `after ${touch.afterBytes} bytes`;
    case 'lose':
      return touch.inFrame ? 'in a frame' : null;
    default:
      return null;
  }
}
