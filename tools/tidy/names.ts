/** Names: folders, files, exported words, units, and one word for one concept. */
import { places, type Rule } from './tree.ts';

const REFUSED_FOLDERS: Record<string, string> = {
  packages: 'modules/ or a top folder', apps: 'web/<person>/', src: 'the folder itself', wrappers: 'the thing wrapped',
  utils: 'the room that needs it', helpers: 'the room that needs it', common: 'kernel/ or web/shared/', lib: 'kernel/ or web/shared/',
  types: 'the file that owns the type', dtos: 'contract/', mappers: 'the store', entities: 'the contract',
  domain: 'modules/<name>/rules.ts', application: 'modules/<name>/actions.ts', infrastructure: 'kernel/ or gateways/', layers: 'modules/<name>/', mocks: 'a stand-in in gateways/',
};
const DRAWER_FILES = ['utils', 'util', 'helpers', 'helper', 'common', 'lib', 'misc', 'dtos', 'mappers', 'entities', 'mocks', 'wrappers'];
const KEBAB_FILE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
const NAMED_FILE = /\.(ts|tsx|mjs|js|css|sql|html)$/;

/** Rule 6a. A folder says what is in it; a drawer says nothing. */
export const keepFolders: Rule = ({ paths }) => {
  const faults: ReturnType<Rule> = [];
  const seen = new Set<string>();
  for (const path of paths) {
    const folders = path.split('/').slice(0, -1);
    folders.forEach((folder, depth) => {
      const whole = folders.slice(0, depth + 1).join('/');
      if (seen.has(whole)) return;
      seen.add(whole);
      const better = REFUSED_FOLDERS[folder];
      if (better) faults.push({ path: `${whole}/`, line: 1, wrong: `a folder "${folder}"`, instead: `use ${better}` });
    });
    const file = path.split('/').at(-1)!;
    if (!NAMED_FILE.test(file)) continue;
    if (!KEBAB_FILE.test(file)) faults.push({ path, line: 1, wrong: `"${file}" is not kebab-case`, instead: `name it ${kebab(file)}` });
    if (DRAWER_FILES.includes(file.split('.')[0]!)) faults.push({ path, line: 1, wrong: `"${file}" is a drawer`, instead: 'name the file after what is in it' });
  }
  return faults;
};

const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replaceAll('_', '-').toLowerCase();

const EMPTY_LAST = ['Manager', 'Helper', 'Helpers', 'Base', 'Impl', 'Data', 'Info', 'Util', 'Utils'];
const EMPTY_FIRST = ['Manager', 'Helper', 'Base', 'Impl', 'Data', 'Info', 'Util', 'helper', 'impl', 'util', 'utils'];

/** Rule 6b. An exported name says what the thing is; these words say nothing. */
export const keepNamesFull: Rule = ({ sources, house }) => {
  const faults: ReturnType<Rule> = [];
  for (const source of sources) {
    for (const { name, line } of source.exported) {
      if (house.foreignNames.includes(name)) continue;
      const words = wordsOf(name);
      const last = words.at(-1)!;
      const empty = EMPTY_FIRST.find((word) => word === words[0]) ?? EMPTY_LAST.find((word) => word === last || word.toLowerCase() === name);
      if (empty) faults.push({ path: source.path, line, wrong: `"${name}" says ${empty}`, instead: 'say what it is in a word of GLOSSARY.md' });
    }
  }
  return faults;
};

const wordsOf = (name: string): string[] => name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[A-Z]/g) ?? [name];

/** One concept, one word. `unless` names the uses in which the banned word means something else. */
const SYNONYMS: { banned: string[]; say: string; unless?: RegExp; isServerOnly?: boolean }[] = [
  { banned: ['client', 'clients', 'user', 'users'], say: 'customer (or person, before the role is known)', unless: /^(?:create|open|http|api|typed|live)client|^auth|useragent|clientip/, isServerOnly: true },
  { banned: ['buyer', 'buyers', 'purchaser', 'shopper'], say: 'customer' },
  { banned: ['employer', 'employers'], say: 'customer', unless: /employerliability/ },
  { banned: ['cleaner', 'cleaners', 'maid', 'maids', 'aunt', 'aunts', 'auntie', 'aunties', 'ayi', 'staffperson', 'handyman', 'technician', 'serviceman'], say: 'worker' },
  { banned: ['family', 'families'], say: 'household', unless: /servicefamil|fontfamil|family(?:scope|code)?of?item|cellfamil/ },
  { banned: ['vendor', 'vendors', 'shop', 'shops', 'franchisee', 'franchisees', 'reseller'], say: 'merchant (or branch)' },
  { banned: ['outlet', 'outlets', 'storefront'], say: 'branch' },
  { banned: ['booking', 'bookings', 'reservation', 'reservations', 'appointment', 'appointments'], say: 'order (the thing), book (the act), hold (the slot kept), visit (the coming)', unless: /booking(?:mode|window)/ },
  { banned: ['withdrawal', 'withdrawals', 'cashout'], say: 'payout', unless: /consent|offer/ },
  { banned: ['journal', 'journals'], say: 'ledger' },
  { banned: ['evaluation', 'evaluations'], say: 'review' },
  { banned: ['blacklist', 'blacklists'], say: 'blocklist' },
  { banned: ['contractor', 'contractors', 'serviceprovider'], say: 'worker (a person) or merchant (a firm)' },
  { banned: ['operatorseat', 'callcenteragent', 'csr'], say: 'agent' },
];
/** Words that mean two things in the trade and may not stand alone as a table or a path word. */
const BARE_WORDS: Record<string, string> = { claim: 'insurance_claim', claims: 'insurance-claims', deposit: 'earnest, security_deposit or guarantee_deposit', deposits: 'earnests, security-deposits or guarantee-deposits', package: 'bundle', class: 'cohort' };

/** Rule 13. Exported names, table names and addresses speak the words of GLOSSARY.md. */
export const keepGlossary: Rule = ({ sources, texts, contract }) => {
  const faults: ReturnType<Rule> = [];
  const check = (words: string[], whole: string, path: string, line: number, isServer: boolean): void => {
    const flat = words.join('');
    for (const { banned, say, unless, isServerOnly } of SYNONYMS) {
      if (isServerOnly && !isServer) continue;
      const found = words.find((word) => banned.includes(word)) ?? (banned.includes(flat) ? flat : undefined);
      if (found && !unless?.test(flat)) faults.push({ path, line, wrong: `"${whole}" says "${found}"`, instead: `say ${say}` });
    }
  };
  for (const source of sources) {
    if (!/^(modules|contract|web|city|stories)\//.test(source.path) || source.isTest) continue;
    for (const { name, line } of source.exported) check(wordsOf(name).map((word) => word.toLowerCase()), name, source.path, line, source.path.startsWith('modules/'));
  }
  for (const [path, text] of texts) {
    if (!/^migrations\/\d+.*\.sql$/.test(path)) continue;
    for (const { line, match } of places(text, /\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(?:"?\w+"?\.)?"?(\w+)/i)) {
      const table = match[1]!.toLowerCase();
      if (table.startsWith('auth_')) continue;
      check(table.split('_'), table, path, line, true);
      if (BARE_WORDS[table]) faults.push({ path, line, wrong: `a table "${table}" can mean two things`, instead: `say ${BARE_WORDS[table]}` });
    }
  }
  for (const [module, endpoints] of Object.entries(contract?.contract ?? {})) {
    for (const { path: address } of Object.values(endpoints)) {
      for (const word of (address ?? '').split('/').filter((part) => part && !part.startsWith(':'))) {
        const where = texts.has(`contract/${module}.ts`) ? `contract/${module}.ts` : 'contract/index.ts';
        const line = Math.max(1, (texts.get(where) ?? '').slice(0, Math.max(0, (texts.get(where) ?? '').indexOf(address))).split('\n').length);
        check(word.toLowerCase().split('-'), address, where, line, true);
        if (BARE_WORDS[word]) faults.push({ path: where, line, wrong: `"${word}" in ${address} can mean two things`, instead: `say ${BARE_WORDS[word]}` });
      }
    }
  }
  return faults;
};

const ZOD_NUMBER = String.raw`z\s*\.\s*(?:coerce\s*\.\s*)?(?:number|int|int32|uint32|bigint|float64)\b`;

/** Rule 11. A number in the contract carries its unit: money in fen, times and distances by name. */
export const keepUnits: Rule = ({ sources }) => {
  const faults: ReturnType<Rule> = [];
  const contractSources = sources.filter((source) => source.path.startsWith('contract/') && !source.isTest);
  const shapes = contractSources.flatMap((source) => [...source.code.matchAll(new RegExp(`\\bconst\\s+(\\w+)\\s*=\\s*${ZOD_NUMBER}`, 'g'))].map((match) => match[1]!));
  const numeric = new RegExp(`^(?:${[ZOD_NUMBER, ...shapes.map((shape) => `${shape}\\b`)].join('|')})`);
  for (const source of contractSources) {
    for (const { line, match } of places(source.code, /(?<=[{,]\s*)(\w+)\s*:\s*(?=([^\n]{0,60}))/)) {
      const [, key = '', value = ''] = match;
      const refuse = (instead: string): void => void faults.push({ path: source.path, line, wrong: `"${key}" has no unit`, instead });
      if (!numeric.test(value)) continue;
      if (/(?:price|amount|fee|cost|pay|total)$/i.test(key)) refuse(`money is integer fen: say ${key}Fen (or …Count, if it is none)`);
      else if (/(?:duration|timeout|interval|delay|travel)$/i.test(key)) refuse(`say ${key}Minutes, ${key}Seconds or ${key}Ms`);
      else if (/(?:distance|radius|length|width|height)$/i.test(key)) refuse(`say ${key}Meters`);
      else if (/(?:Yuan|Cents|Km|Kilometers|Mins|Secs|Millis)$/.test(key)) refuse('money in …Fen, distance in …Meters, time in …Minutes, …Seconds or …Ms');
    }
  }
  return faults;
};
