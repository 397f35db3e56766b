/** The keys that send or run the default fix, as this machine's keyboard names them. */
export const runKeys = navigator.userAgent.includes('Mac') ? '⌘⏎' : 'Ctrl+Enter';
