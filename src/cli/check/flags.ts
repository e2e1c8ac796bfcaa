import type { TlsFlags } from '../flags/tls-flags.ts';
import type { ReportFlags } from '../report/report-flags.ts';

/** What the command line says of a check. */
export interface CheckFlags extends TlsFlags, ReportFlags {
  readonly url: string;
  readonly caKey?: string;
  readonly timeout: number;
  readonly rate: number;
  readonly duration: number;
  readonly bigBody: number;
  readonly restartCommand?: string;
  readonly restartWithin: number;
  readonly feedUrl: readonly string[];
  readonly header: readonly string[];
  readonly fetchWithin: number;
  readonly port: number;
  readonly host: string;
  readonly plain?: boolean;
  readonly scenario?: string;
  readonly wait: number;
  readonly pingWithin: number;
  readonly clientCommand?: string;
  readonly seed?: number;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly list?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}
