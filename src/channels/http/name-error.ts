/** A short name for what broke a request: the system's or OpenSSL's code where there is one. */
export function nameError(error: unknown): string {
  const { code, name } = error as { code?: string; name?: string };
  switch (code) {
    case 'UND_ERR_SOCKET':
      return 'connection closed';
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
    case 'HPE_INVALID_EOF_STATE':
      return 'answer cut short';
    case 'UND_ERR_HEADERS_OVERFLOW':
    case 'HPE_HEADER_OVERFLOW':
      return 'answer too long';
    case undefined:
      return name === 'HTTPParserError' ? 'answer is not HTTP' : (name ?? 'unknown error');
    default:
      return code.startsWith('HPE_') ? 'answer is not HTTP' : code;
  }
}
