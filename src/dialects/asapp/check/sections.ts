/** Where the vendor says what it demands: sections of its page on real-time events. */
export function onPage(...sections: readonly string[]): string {
  return `Building a Real-Time Event API: ${sections.join('; ')}`;
}

/** Its page on how the endpoint is secured. */
export const securePage = 'Secure Data Retrieval: Certificate Configuration';
