/**
 * phoney in a container of Testcontainers:
 *
 *     await using container = await new PhoneyContainer().withScenario('day.yaml').start();
 *     await container.client().post('/v1/commands', { do: 'contact.start', queue: 'Billing' });
 */
import { randomBytes } from 'node:crypto';
import { AbstractStartedContainer, GenericContainer, Wait } from 'testcontainers';
import type { StartedTestContainer } from 'testcontainers';
import type { ScenarioInput } from '../../scenario/index.ts';
import { createControlClient, type ControlClient } from './control.ts';

export { ControlError } from './control.ts';
export type { ControlClient } from './control.ts';

/** Inside of the container; docs/docker.md. */
const serverPort = 8444;
const controlPort = 8090;
const scenarioFile = '/work/scenario.yaml';
const tokenVariable = 'CONTROL_TOKEN';

/** Certificates that the container made for itself when it started, PEM. */
export interface ContainerCertificates {
  /** Signed the hub's certificate: what clients are to trust. */
  readonly ca: string;
  /** Of a client: what a receiver may be shown. */
  readonly client: { readonly cert: string; readonly key: string };
}

/** A container that is to be started: without a scenario, it waits for one (`POST /v1/scenarios`). Its control API has a token of its own, drawn for it. */
export class PhoneyContainer extends GenericContainer {
  readonly #token = randomBytes(24).toString('base64url');
  /** None: one may be sent to the control API. */
  #scenario: string | undefined;
  #flags: readonly string[] = [];

  /** `image`: what `docker build -t phoney .` made of phoney's Dockerfile. */
  constructor(image = 'phoney') {
    super(image);
    this.withExposedPorts(serverPort, controlPort)
      .withEnvironment({
        PHONEY_CONTROL_HOST: '0.0.0.0',
        PHONEY_CONTROL_TOKEN_ENV: tokenVariable,
        [tokenVariable]: this.#token,
      })
      .withWaitStrategy(Wait.forHttp('/health', controlPort).forStatusCode(200));
    this.#serve();
  }

  /** Plays that scenario: the path of a file here (.yaml, .yml or .json), one that phoney brings along by its name, or the scenario as an object. */
  withScenario(scenario: string | ScenarioInput): this {
    if (typeof scenario === 'string' && !/\.(ya?ml|json)$/.test(scenario)) {
      this.#scenario = scenario;
    } else {
      this.#scenario = scenarioFile;
      if (typeof scenario === 'string') {
        this.withCopyFilesToContainer([{ source: scenario, target: scenarioFile, mode: 0o644 }]);
      } else {
        // JSON is YAML.
        this.withCopyContentToContainer([{ content: JSON.stringify(scenario), target: scenarioFile }]);
      }
    }
    return this.#serve();
  }

  /** Flags of `phoney serve`, such as `--paused` or `--wait-for-clients=1`; in place of those of an earlier call. */
  withFlags(...flags: readonly string[]): this {
    this.#flags = flags;
    return this.#serve();
  }

  /** Starts it, and waits until its control API answers. */
  override async start(): Promise<StartedPhoneyContainer> {
    return new StartedPhoneyContainer(await super.start(), this.#token);
  }

  #serve(): this {
    const scenario = this.#scenario === undefined ? [] : [this.#scenario];
    return this.withCommand(['serve', ...scenario, ...this.#flags]);
  }
}

/** A container that runs. */
export class StartedPhoneyContainer extends AbstractStartedContainer {
  /** Bears calls of the control API; a secret of this container's. */
  readonly token: string;

  constructor(container: StartedTestContainer, token: string) {
    super(container);
    this.token = token;
  }

  /** Where clients of the vendors connect, such as `https://localhost:49155`. */
  get url(): string {
    return `https://${this.getHost()}:${this.getMappedPort(serverPort)}`;
  }

  /** The address of the control API. */
  get controlUrl(): string {
    return `http://${this.getHost()}:${this.getMappedPort(controlPort)}`;
  }

  /** A client of its control API. */
  client(): ControlClient {
    return createControlClient(this.controlUrl, this.token);
  }

  /** The certificates in its work folder. Throws where they cannot be read. */
  async certificates(): Promise<ContainerCertificates> {
    const [ca, cert, key] = await Promise.all(
      ['ca.pem', 'client.pem', 'client-key.pem'].map((name) => this.#read(`/work/certs/${name}`)),
    );
    return { ca: ca ?? '', client: { cert: cert ?? '', key: key ?? '' } };
  }

  async #read(file: string): Promise<string> {
    const { exitCode, stdout, stderr } = await this.exec(['cat', file]);
    if (exitCode === 0) return stdout;
    throw new Error(
      `${file} cannot be read in the container: ${stderr.trim()}. Does it make its own certificates?`,
    );
  }
}
