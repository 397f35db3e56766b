import { parseArgs } from 'node:util';
import { hostGround, subjects } from './host/hostGround';
import { plainGround } from './plainGround';
import { isScenario, scenarios, type ScenarioName } from './scenarios';

/** `npm run bench`: both grounds. `-- plain` or `-- host` is one of them, a name of what is measured that alone. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    vsix: { type: 'string', multiple: true, default: [] },
  },
});
const options = {
  seed: Number(values.seed),
  ...(values.rounds !== undefined && { rounds: Number(values.rounds) }),
};
const grounds = {
  plain: Object.keys(scenarios).filter(isScenario),
  host: Object.keys(subjects),
};

const unknown = positionals.find(
  name => name !== 'plain' && name !== 'host' && !isScenario(name) && !(name in subjects),
);
if (unknown !== undefined) {
  const known = Object.entries(grounds).map(([ground, all]) => `${ground} (${all.join(', ')})`);
  throw new Error(`npm run bench does not know ${unknown}. It knows ${known.join(' and ')}.`);
}

/** What was asked for of a ground; all of it where only the ground was named, or nothing at all. */
function asked<Name extends string>(ground: string, all: readonly Name[]): readonly Name[] {
  const some = all.filter(name => positionals.includes(name));
  if (some.length > 0) return some;
  return positionals.length === 0 || positionals.includes(ground) ? all : [];
}

const plain: readonly ScenarioName[] = asked('plain', grounds.plain);
const host = asked('host', grounds.host);
if (plain.length > 0) await plainGround({ ...options, names: plain });
if (host.length > 0) await hostGround({ ...options, names: host, vsix: values.vsix });
