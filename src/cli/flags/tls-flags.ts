import type { Command } from 'commander';

/** The TLS flags that every command shares, as commander reads them. */
export interface TlsFlags {
  readonly cert?: string;
  readonly key?: string;
  /** Absent where the certificate is a server's. */
  readonly pfx?: string;
  readonly ca?: string;
  readonly passphraseEnv?: string;
}

/** Adds the flags of a client: those of {@link addPemFlags} and `--pfx`. `whose` certificate it is, in the help. */
export function addTlsFlags(command: Command, whose = "the client's"): Command {
  return addPemFlags(command, whose).option(
    '--pfx <file>',
    `${whose} certificate and its key as PKCS#12, in place of --cert and --key`,
  );
}

/** Adds `--cert --key --ca --passphrase-env`. `whose` certificate it is, in the help. */
export function addPemFlags(command: Command, whose: string): Command {
  return command
    .option('--cert <file>', `${whose} certificate, PEM`)
    .option('--key <file>', 'the key of that certificate, PEM')
    .option('--ca <file>', 'the authorities to trust, PEM; nothing else is trusted then')
    .option(
      '--passphrase-env <name>',
      'the environment variable that holds the passphrase of the key or PKCS#12 file',
    );
}
