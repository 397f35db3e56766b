import { TreeItem, TreeItemCollapsibleState, type TreeDataProvider } from 'vscode';

const shown = 100;

/** The least that a view of a day can do: as many rows as a day shows at first, out of nowhere. */
export const bareDay: TreeDataProvider<number> = {
  getChildren: node => (node === undefined ? [-1] : Array.from({ length: shown }, (_, nth) => nth)),
  getTreeItem(node) {
    if (node < 0) return new TreeItem('Today', TreeItemCollapsibleState.Expanded);
    const item = new TreeItem(`Run ${node}`);
    item.description = '200 · 12 ms';
    return item;
  },
};
