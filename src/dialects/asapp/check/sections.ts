const page = 'Building a Real-Time Event API';

/** Where the vendor says what it demands. */
export const sections = {
  requirements: `${page}, "Customer Requirements"`,
  sizing: `${page}, "Endpoint Sizing"`,
  endpoint: `${page}, "Endpoint Configuration"`,
  overview: `${page}, "Real-time Overview"`,
  schema: `${page}, "Payload Schema"`,
  versioning: `${page}, "Payload Schema", Versioning`,
  eventTypes: `${page}, "Event Types" of each feed`,
  fields: `${page}, "Field Explanations" of each feed`,
  secure: 'Secure Data Retrieval, "Certificate Configuration"',
} as const;
