/** A short name for what broke a connection: the system's or OpenSSL's code where there is one. */
export function nameError(error: Error): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return code ?? name;
}

/** Whether a connection broke because the other side closed it, and not over what was said on it. */
export function isClosing(error: Error | undefined): boolean {
  return error === undefined || /^(?:ECONNRESET|EPIPE|ECONNABORTED)$/.test(nameError(error));
}
