import { commands as vscodeCommands, env, Uri } from 'vscode';
import { commands } from '../../names';
import { bodyCalls } from './bodyCalls';
import { operationOf, type CallingPanel, type Handlers } from './call';
import { draftCalls } from './draftCalls';
import type { PanelParts } from './panelParts';
import { parseState, type Message } from './parseMessage';
import { runCalls } from './runCalls';

/** The handlers of all calls; the type makes sure that none is missing. */
const handlers: Handlers = {
  'panel/ready': async (params, panel) => {
    await panel.restore(parseState(params));
    return panel.view();
  },
  'profile/switch': async () => {
    await vscodeCommands.executeCommand(commands.switchProfile);
    return null;
  },
  'docs/open': async ({ operationId }) => {
    await env.openExternal(Uri.parse(operationOf(operationId).docs));
    return null;
  },
  ...draftCalls,
  ...runCalls,
  ...bodyCalls,
};

export const callNames: ReadonlySet<string> = new Set(Object.keys(handlers));

/** Carries a call out; rejects with a sentence for the person. */
export async function handle(
  { call, params }: Message,
  panel: CallingPanel,
  parts: PanelParts,
): Promise<unknown> {
  return handlers[call](params, panel, parts);
}
