/**
 * Where the key of a profile is. `lost`: it was stored once and is gone, as when the keyring cannot decrypt it any more.
 */
export type KeyState = 'stored' | 'windowOnly' | 'none' | 'lost';
