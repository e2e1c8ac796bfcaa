/** An exception whose text the client is told, whatever the setting for detailed errors. */
export class HubException extends Error {
  override readonly name = 'HubException';
}

/** There is no such connection, or it ended before the client had answered. */
export class IOException extends Error {
  override readonly name = 'IOException';
}

/** What was asked for cannot be had now, or at all: .NET's name for it. */
export class InvalidOperationException extends Error {
  override readonly name = 'InvalidOperationException';
}
