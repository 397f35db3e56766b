import type { Ended, RunOptions } from './processGroup.mjs';

/** The checkout. */
export const root: string;
/** A sentence when this version of Node is too old. */
export function nodeComplaint(version: string): string | undefined;
/** Whether node_modules holds what package-lock.json asks for, on this platform. */
export function isInstalled(directory: string): boolean;
/** The npm that started us, else the one on PATH. */
export function npm(args: readonly string[], options?: RunOptions): Promise<Ended>;
/** Rejects with a sentence. */
export function install(directory: string, what: string): Promise<void>;
/** Checks Node, installs the extension's packages, makes TypeScript loadable; start() gives the exit code. */
export function main(start: () => Promise<number>): Promise<void>;
