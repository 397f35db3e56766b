import { env, l10n, type ExtensionContext } from 'vscode';
import type { ComposedCredits } from './composeCredits';
import type { ComposedHistory } from './composeHistory';
import type { ComposedProfiles } from './composeProfiles';
import type { ComposedRuns } from './composeRuns';
import { Fixes } from './fixes/fixes';
import { Panels } from './panel/panels';
import { storeKey } from './profiles/storeKey';
import { copyAs, originFor } from './requests/copyAs';
import { Drafts } from './requests/drafts';
import { TellLateEnd } from './runs/tellLateEnd';

type Base = ComposedProfiles & ComposedHistory & ComposedCredits & ComposedRuns;

/** Drafts, the panels that edit them and show answers, and the fixes that a panel offers. */
export function composePanels(context: ExtensionContext, base: Base) {
  const { globalState, finder, keys, profiles, sandbox, activeKey, keyPlace } = base;
  const { costs, recent, sendAndShow, history, tell, failed } = base;
  const drafts = new Drafts(globalState, finder);
  const fixes = new Fixes({ ...base, drafts });
  const panels = new Panels({
    ...base,
    drafts,
    extensionUri: context.extensionUri,
    words: l10n.bundle ?? {},
    locale: env.language,
    profileBadge: () => ({ name: profiles.active.name, badge: activeKey.badge }),
    requestContext: () => ({
      billed: activeKey.billed,
      estimate: draft => costs.priced(draft, profiles.active.name),
      recent: name => recent.of(name),
      keyPlace: keyPlace(),
    }),
    send: (draft, panel) => void sendAndShow.send(draft, panel).catch(failed),
    applyFix: (exchange, fix, panel) => fixes.apply(exchange, fix, panel),
    keysReady: () => keys.ready(),
    storeKey: key => storeKey(base, key),
    copyAs: draft => copyAs(draft, () => originFor(profiles.active, sandbox), base),
  });
  const show = async (id: string) => {
    const row = history.get(id);
    if (row) await panels.showRun(row);
  };
  const lateEnd = new TellLateEnd({ tell, panelOf: id => panels.panelOf(id), show, failed });
  return { drafts, fixes, panels, lateEnd };
}

export type ComposedPanels = ReturnType<typeof composePanels>;
