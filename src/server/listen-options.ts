/** Where to listen. */
export interface ListenOptions {
  /** Default: 127.0.0.1, so that nobody outside can connect. */
  readonly hostname?: string;
  /** Default: 0, any free port. */
  readonly port?: number;
  /** Absent: without TLS. */
  readonly tls?: ServerTls;
}

/** PEM texts of a server, and whom it lets in. */
export interface ServerTls {
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
  /** Who has no certificate of this authority is refused. Absent: everybody gets in. */
  readonly ca?: string;
  /** Default: TLSv1.2. */
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3';
}
