/** What a client sent that the protocol does not allow: it ends the connection. */
export interface Violation {
  readonly type: 'violation';
  /** In .NET's words, which the client is told when detailed errors are on. */
  readonly reason: string;
}

/** A violation with the reason for it. */
export function violation(reason: string): Violation {
  return { type: 'violation', reason };
}
