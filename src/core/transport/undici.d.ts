// The package describes its index only; this one module of it touches no process-wide state.
declare module 'undici/lib/dispatcher/pool' {
  export { default } from 'undici/types/pool';
}
