/** .NET's words for the end of a connection. */
export const closedWithError = 'Connection closed with an error.';

/** .NET's error text: with the exception's name and message where the client may know them. */
export function errorText(text: string, error: unknown, detailed: boolean): string {
  if (!(error instanceof Error)) return detailed ? `${text} Error: ${String(error)}` : text;
  return detailed || error.name === 'HubException' ? `${text} ${error.name}: ${error.message}` : text;
}
