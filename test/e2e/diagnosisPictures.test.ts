import assert from 'node:assert/strict';
import * as path from 'node:path';
import { folderStore } from '../../src/core/disk/folderStore.js';
import { codes } from '../integration/codes.js';
import { diagnosedRuns, type Diagnosed } from './diagnosed.js';
import { useWorkbench } from './harness.js';
import { themes, type Theme } from './themes.js';

const extension = 'jobo-api-explorer.jobo-api-explorer';
/** At which the panel beside the side bar is 320 pixels wide. */
const narrow = { width: 674, height: 900 };

/** What the page itself carries out says what it needs of it: the types here are those of Node. */
interface Drawn {
  className: string;
  readonly dataset: Record<string, string>;
  readonly style: { cssText: string };
  readonly scrollWidth: number;
  readonly clientWidth: number;
  closest(selector: string): Drawn;
  querySelector(selector: string): Drawn | null;
  readonly ownerDocument: {
    readonly body: Drawn;
    readonly documentElement: Drawn;
    readonly defaultView: { requestAnimationFrame(then: () => void): void };
  };
}

/** All that the workbench tells a page of the theme. */
interface Look {
  readonly style: string;
  readonly kind: string;
  readonly className: string;
}

const lookOf = (card: unknown): Look => {
  const { documentElement, body } = (card as Drawn).ownerDocument;
  return {
    style: documentElement.style.cssText,
    kind: body.dataset['vscodeThemeKind'] ?? '',
    className: body.className,
  };
};

const putOn = (card: unknown, { style, kind, className }: Look): void => {
  const { documentElement, body } = (card as Drawn).ownerDocument;
  documentElement.style.cssText = style;
  body.dataset['vscodeThemeKind'] = kind;
  body.className = className;
};

const markSeen = (card: unknown) => void ((card as Drawn).dataset['seen'] = 'true');

/** Once it has been drawn (a picture taken before shows the page as it was): what a person would stumble over. */
const faults = async (drawn: unknown): Promise<readonly string[]> => {
  const card = drawn as Drawn;
  const { defaultView } = card.ownerDocument;
  await new Promise<void>(done =>
    defaultView.requestAnimationFrame(() => defaultView.requestAnimationFrame(done)),
  );
  const page = card.closest('.page');
  return [
    ...(page.scrollWidth > page.clientWidth ? ['wider than the panel'] : []),
    ...(card.querySelector('.buttons > button:first-child.default') ? [] : ['no default first']),
  ];
};

describe('the diagnoses', () => {
  const workbench = useWorkbench();
  const runs = diagnosedRuns(Date.now());
  /** Of each code the first one. */
  const oneEach = new Set(
    new Map(runs.toReversed().map(run => [run.row.exchange.diagnosis?.code, run])).values(),
  );
  const card = () => workbench.webview().locator('.card');

  before(async () => {
    const storage = path.join(workbench.userDataDir, 'User/globalStorage', extension);
    const store = folderStore(path.join(storage, 'history'));
    for (const { row, content } of runs) {
      await store.write(row, { durable: false });
      await store.writeBody(row.exchange.id, content);
    }
    await workbench.tab().click();
  });

  it('are all there to be seen', () => {
    const kept = new Set(runs.map(({ row }) => row.exchange.diagnosis?.code));
    assert.deepEqual(
      codes.filter(code => !kept.has(code)),
      [],
    );
  });

  let shown: Diagnosed | undefined;
  /** Opens run after run from History, as arrow keys and Enter do, newest first. */
  const walk = async (wanted: ReadonlySet<Diagnosed>, see: (run: Diagnosed) => Promise<void>) => {
    const { keyboard } = workbench.page;
    const newest = workbench.rows(/^Start an application/).first();
    await workbench.rows(/^Today/).click();
    await keyboard.press('ArrowLeft');
    await newest.waitFor({ state: 'hidden' });
    await keyboard.press('ArrowRight');
    await newest.waitFor();
    for (const run of runs.toReversed()) {
      await keyboard.press('ArrowDown');
      if (wanted.has(run)) {
        if (shown && shown !== run) await card().evaluate(markSeen);
        await keyboard.press('Enter');
        await workbench.webview().locator('.card:not([data-seen])').waitFor();
        shown = run;
        await see(run);
      }
      // A run of several attempts is unfolded: its attempts are rows of their own.
      const { length } = run.row.exchange.attempts;
      for (let nth = 0; length > 1 && nth < length; nth += 1) await keyboard.press('ArrowDown');
    }
  };

  const picture = async ({ name }: Diagnosed, suffix: string) => {
    assert.deepEqual(await card().evaluate(faults), [], `${name} ${suffix}`);
    await workbench.shot(`diagnosis-${suffix}-${name}`, workbench.webviewFrame());
  };

  it('can be read in every theme', async () => {
    await walk(new Set(runs.slice(-1)), () => Promise.resolve());
    // To change the theme of the whole workbench for each picture would take minutes.
    const looks = new Map<Theme, Look>();
    for (const theme of Object.keys(themes) as Theme[]) {
      await workbench.setTheme(theme);
      const { kind } = themes[theme];
      await workbench.webview().locator(`body[data-vscode-theme-kind=${kind}]`).waitFor();
      looks.set(theme, await card().evaluate(lookOf));
    }
    await walk(new Set(runs), async run => {
      for (const [theme, look] of looks) {
        if (theme !== 'light' && !oneEach.has(run)) continue;
        await card().evaluate(putOn, look);
        await picture(run, theme);
      }
    });
  }).timeout(300_000);

  it('fit into a panel of 320 pixels', async () => {
    await workbench.setTheme('dark');
    await workbench.setViewport(narrow);
    await walk(oneEach, run => picture(run, 'narrow'));
  }).timeout(300_000);
});
