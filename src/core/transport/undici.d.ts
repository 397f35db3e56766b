// The package has types for its index only; this module, unlike the index, touches no process-wide state.
declare module 'undici/lib/dispatcher/pool' {
  export { default } from 'undici/types/pool';
}
