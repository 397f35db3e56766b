/** What sends, or runs the default fix, as this machine's keyboard has it. */
export const runKeys = navigator.userAgent.includes('Mac') ? '⌘⏎' : 'Ctrl+Enter';
