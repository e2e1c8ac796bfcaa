import type { HubTouch, HubMoment } from '../faults/hub/hub-fault.ts';
import type { Faults } from '../faults/faults.ts';
import type { HubTouched, HubVisit } from '../faults/hub-faults.ts';
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
}

/** Faults that begin, and when: while the run moves on, its clock lags behind. */
interface Beginning {
  readonly names: readonly string[];
  readonly atMs: number;
}

interface OpenHub {
  readonly vendor: string;
  readonly control: HubControl;
  readonly clients: Map<string, { readonly client: TroubledClient; readonly ordinal: number }>;
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
    const hub: OpenHub = { vendor, control, clients: new Map(), counts, backAtMs: -Infinity };
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
      handshake: (client, connection, transport) => {
        const [touch] = this.#touch(hub, 'handshake', { client, connection, transport });
        return touch?.do === 'ignore' || touch?.do === 'reject' ? touch.do : undefined;
      },
      connected: (client) => {
        const ordinal = ++hub.counts.connection;
        hub.clients.set(client.id, { client, ordinal });
        this.#touchClient(hub, client, ordinal);
      },
      left: (clientId) => void hub.clients.delete(clientId),
    };
  }

  /** What goes wrong at a request to a route of that vendor. */
  route(vendor: string, { path, givesTokens }: TroubledRoute): RouteTrouble {
    const ordinal = (this.#requests.get(vendor) ?? 0) + 1;
    this.#requests.set(vendor, ordinal);
    const touches = this.#decide({ vendor, moment: 'route', ordinal, path, givesTokens }).map((touched) => {
      this.#record(touched, { vendor, path });
      return touched.touch;
    });
    const flaws = {
      token: touches.find((touch) => touch.do === 'token')?.how,
      endpoint: touches.find((touch) => touch.do === 'endpoint')?.url,
    };
    return { status: statusOf(touches), waitMs: waitOf(touches), flaws };
  }

  /** Faults begin by that simulated instant: those who are connected already are shown to them, the oldest first. */
  begin(atMs: number): void {
    const names = this.#parts.faults.takeBeginning(atMs);
    if (names.length === 0) return;
    const beginning = { names, atMs };
    for (const hub of this.#hubs) {
      this.#touch(hub, 'hub', {}, beginning);
      for (const { client, ordinal } of hub.clients.values())
        this.#touchClient(hub, client, ordinal, beginning);
    }
  }

  #touchClient(hub: OpenHub, client: TroubledClient, ordinal: number, beginning?: Beginning): void {
    const visit = { vendor: hub.vendor, moment: 'connection', ordinal, ...whoOf(client) } as const;
    for (const touched of this.#decide(visit, beginning)) {
      this.#record(touched, { vendor: hub.vendor, client: client.name, connection: client.id });
      void this.#act(touched, client);
    }
  }

  /** Counts what came by, and answers what is done to it. */
  #touch(
    hub: OpenHub,
    moment: Exclude<HubMoment, 'connection' | 'route'>,
    of: {
      readonly client?: string;
      readonly connection?: string;
      readonly transport?: TroubledClient['transport'];
    },
    beginning?: Beginning,
  ): HubTouch[] {
    const { vendor } = hub;
    const { connection, ...who } = of;
    const visit = { vendor, moment, ordinal: ++hub.counts[moment], ...who };
    return this.#decide(visit, beginning).map((touched) => {
      this.#record(touched, { vendor, client: of.client, connection });
      if (touched.touch.do === 'restart') this.#restart(hub, touched.touch.downMs);
      return touched.touch;
    });
  }

  #decide(visit: HubVisit, beginning?: Beginning): HubTouched[] {
    const { faults, simulatedMs } = this.#parts;
    return faults.decideAtHub(visit, beginning?.atMs ?? simulatedMs(), beginning?.names);
  }

  #restart(hub: OpenHub, downMs: number): void {
    hub.backAtMs = this.#parts.clock.monotonicMs() + downMs;
    hub.control.breakOff();
  }

  async #act({ touch, endsAt }: HubTouched, client: TroubledClient): Promise<void> {
    const lasts = (): boolean => this.#parts.simulatedMs() < endsAt();
    if (touch.do === 'mute') return client.muteWhile(lasts);
    if (touch.do === 'stall') return client.stallWhile(lasts);
    if (!('afterMs' in touch)) return;
    if (touch.afterMs > 0) await this.#parts.clock.sleep(touch.afterMs, client.signal);
    if (touch.do === 'forget') client.forget();
    if (touch.do === 'lose') client.lose(touch.inFrame);
    if (touch.do === 'close') client.close(touch);
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
    case 'lose':
      return touch.inFrame ? 'in a frame' : null;
    default:
      return null;
  }
}
