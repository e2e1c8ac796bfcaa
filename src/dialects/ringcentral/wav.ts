const sampleRate = 8000;
const bytesPerSample = 2;
const headerBytes = 44;

/** A WAV file with one second of a 440 Hz tone: PCM, 16 bits, mono, 8 kHz, as telephones sound. */
export function createTone(): Uint8Array {
  const dataBytes = sampleRate * bytesPerSample;
  const file = new DataView(new ArrayBuffer(headerBytes + dataBytes));
  const writeText = (offset: number, text: string): void => {
    for (let i = 0; i < text.length; i++) file.setUint8(offset + i, text.charCodeAt(i));
  };

  writeText(0, 'RIFF');
  file.setUint32(4, headerBytes - 8 + dataBytes, true);
  writeText(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true); // PCM
  file.setUint16(22, 1, true); // channels
  file.setUint32(24, sampleRate, true);
  file.setUint32(28, sampleRate * bytesPerSample, true);
  file.setUint16(32, bytesPerSample, true);
  file.setUint16(34, bytesPerSample * 8, true);
  writeText(36, 'data');
  file.setUint32(40, dataBytes, true);
  for (let i = 0; i < sampleRate; i++) {
    const sample = Math.round(8000 * Math.sin((2 * Math.PI * 440 * i) / sampleRate));
    file.setInt16(headerBytes + i * bytesPerSample, sample, true);
  }
  return new Uint8Array(file.buffer);
}
