import { StartError } from '../lib/errors.ts';
import { isLoopback } from '../lib/address/receiver-url.ts';
import { openServer } from '../server/server.ts';
import { Control, type ControlParts } from './control.ts';
import { controlRouter } from './http/router.ts';
import type { GuardRules } from './http/guard.ts';
import { operations } from './operations.ts';

/** Where the control API is opened, and who may call it. */
export interface ControlOptions extends Partial<GuardRules>, ControlParts {
  /** 0 for any port. */
  readonly port: number;
  /** Told of our own mistakes. */
  readonly onError: (error: unknown) => void;
}

/** An open control API. */
export interface OpenControl {
  readonly control: Control;
  /** Such as `http://127.0.0.1:8090`. */
  readonly url: string;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/** Opens the API. Throws a `StartError` when the port cannot be had, or when others could call it without a token. */
export async function openControl(options: ControlOptions): Promise<OpenControl> {
  const { port, hostname = '127.0.0.1', allowedHosts = [], allowedOrigins = [], token, onError } = options;
  if (token === undefined && !isLoopback(hostname)) {
    throw new StartError(
      `On "${hostname}" anybody could steer the run. Give a token (--control-token-env), or leave out --control-host.`,
    );
  }
  const control = new Control(options);
  const rules: GuardRules = { hostname, allowedHosts, allowedOrigins, token };
  const server = await openServer({ hostname, port });
  server.mount({ router: controlRouter({ control, operations, rules, onError }) });
  return {
    control,
    url: server.origin,
    async close() {
      control.close();
      await server.close();
    },
  };
}
