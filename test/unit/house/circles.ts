import path from 'node:path';
import ts from 'typescript';

/** Who knows whom: the names that each name leads to. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Names that all lead to each other. */
export interface Circle {
  /** All of them, sorted. */
  readonly members: readonly string[];
  /** A shortest way around, which ends where it begins. */
  readonly way: readonly string[];
}

/** Which files import which; types count. @param files their texts by their paths */
export function importsIn(files: ReadonlyMap<string, string>): Graph {
  const found = (from: string, specifier: string): string => {
    const base = path.posix.join(path.posix.dirname(from), specifier);
    const bare = base.replace(/\.js$/, '');
    const names = [base, ...[bare, `${bare}/index`].flatMap(each => endings.map(e => each + e))];
    const file = names.find(name => files.has(name));
    if (file === undefined) throw new Error(`${from} imports ${specifier}, which is not there.`);
    return file;
  };
  return new Map(
    [...files].map(([file, text]) => {
      const own = specifiersIn(file, text).filter(each => each.startsWith('.'));
      return [file, new Set(own.map(each => found(file, each)))];
    }),
  );
}

const endings = ['.ts', '.tsx', '.d.ts'];

/** What a source file imports, in whatever way. */
function specifiersIn(file: string, text: string): readonly string[] {
  if (!/\.tsx?$/.test(file)) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return node.argument.literal;
  const isImport =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isImport ? node.arguments[0] : undefined;
}

/** The same between groups of names. @param groupOf undefined: of no group */
export function between(graph: Graph, groupOf: (name: string) => string | undefined): Graph {
  const groups = new Map<string, Set<string>>();
  for (const [from, known] of graph) {
    const group = groupOf(from);
    if (group === undefined) continue;
    const others = [...known].flatMap(to => groupOf(to) ?? []).filter(to => to !== group);
    groups.set(group, new Set([...(groups.get(group) ?? []), ...others]));
  }
  return groups;
}

/** Every name is in one circle at most: circles that have a name in common are one. */
export function circlesIn(graph: Graph): readonly Circle[] {
  const within = new Map([...graph.keys()].map(name => [name, reachedFrom(name, graph)]));
  const leads = (from: string, to: string): boolean => within.get(from)?.has(to) ?? false;
  const circles = new Map<string, Circle>();
  for (const name of [...graph.keys()].sort()) {
    if (!leads(name, name) || [...circles.values()].some(c => c.members.includes(name))) continue;
    const members = [...graph.keys()].filter(each => leads(name, each) && leads(each, name)).sort();
    circles.set(name, { members, way: shortestWay(name, graph) });
  }
  return [...circles.values()];
}

/** The name itself is among them where a way leads back to it. */
function reachedFrom(name: string, graph: Graph): ReadonlySet<string> {
  const reached = new Set<string>();
  for (let next = [...(graph.get(name) ?? [])]; next.length > 0;) {
    const fresh = new Set(next.filter(each => !reached.has(each)));
    for (const each of fresh) reached.add(each);
    next = [...fresh].flatMap(each => [...(graph.get(each) ?? [])]);
  }
  return reached;
}

/** From a name of a circle back to it. */
function shortestWay(start: string, graph: Graph): readonly string[] {
  const seen = new Set<string>();
  for (let ways = [[start]]; ways.length > 0;) {
    const longer = ways.flatMap(way => [...(graph.get(way.at(-1)!) ?? [])].map(to => [...way, to]));
    const around = longer.find(way => way.at(-1) === start);
    if (around) return around;
    ways = longer.filter(way => !seen.has(way.at(-1)!) && seen.add(way.at(-1)!));
  }
  return [];
}

/** A line each, to be read where a test fails. */
export const told = (circles: readonly Circle[]): string =>
  circles.map(({ members, way }) => `${way.join(' → ')} (of ${members.length})`).join('\n');
