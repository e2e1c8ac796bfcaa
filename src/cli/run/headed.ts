import type { NdjsonFile } from './ndjson-file.ts';

/**
 * A file whose first line says of what it is. It is written once the file is begun, or has something to keep: what was there is
 * not lost to what cannot start.
 */
export function headed(file: NdjsonFile, header: string): NdjsonFile {
  let hasBegun = false;
  const begin = (): void => {
    if (!hasBegun) file.write(header);
    hasBegun = true;
  };
  return {
    begin,
    write: (line) => {
      begin();
      file.write(line);
    },
    room: () => file.room(),
    close: () => file.close(),
  };
}
