export const redirectStatuses = [301, 302, 303, 307, 308] as const;

/** Where no redirect is followed to. An empty address is the same page: followed, and stopped as a loop. */
export const badLocations: readonly string[] = [
  'https://127.0.0.1/end',
  '//evil.test/end',
  '\\\\evil.test/end',
  'file:///etc/passwd',
  'http://',
  'javascript:alert(1)',
  '',
];
