import { CircleAlert, CircleCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { ExportButton } from '../../shared/desk/export-button.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { dayOf, formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount } from '../../shared/kit/index.ts';
import { useNow } from '../use-hq.ts';
import { booksText } from './books.text.ts';
import css from './money.module.css';
import { moneyText } from './money.text.ts';

export type Balances = View<'payments', 'trialBalance'>;
export type Account = Balances['accounts'][number];
const kinds = ['asset', 'liability', 'income', 'expense', 'equity'] as const;
const SHOWN_PARTIES = 30;

/** Whether the books balance, and every account of each kind. */
export function TrialBalance({ of }: { of: Balances }) {
  return (
    <section className={partCss.stack} data-testid="trial-balance">
      <Zero of={of} />
      <Files />
      <div className={css.sides}>{kinds.map((kind) => <Side key={kind} kind={kind} of={of.accounts.filter((account) => account.kind === kind)} />)}</div>
    </section>
  );
}

/** The balances, and this month's journal, to be kept or handed on. */
function Files() {
  const { t } = useText(booksText);
  const today = dayOf(useNow());
  return <div className={partCss.line}><ExportButton label={t('balances')} testId="export-balances" make={(asked) => api.payments.exportBalances(asked)} /><ExportButton label={t('journal')} testId="export-journal" make={(asked) => api.payments.exportLedger({ from: `${today.slice(0, 8)}01`, to: today, ...asked })} /><span className={css.note}>{t('journalSpan')}</span></div>;
}

/** The one sentence finance looks for first. */
export function Zero({ of }: { of: Balances }) {
  const { t } = useText(moneyText);
  const isZero = of.sumFen === 0;
  return <div className={css.zero} data-ok={isZero} data-testid="sum-zero">{isZero ? <CircleCheck size={18} aria-hidden="true" /> : <CircleAlert size={18} aria-hidden="true" />}{isZero ? t('sumZero') : t('sumWrong', { amount: formatMoney(of.sumFen) })}<small>{t('accounts', { count: of.accounts.length })} · {t('signs')}</small></div>;
}

/** Accounts of many parties (a worker, a merchant, an order each) are told as one line with their number, and unfolded on demand. */
function Side({ kind, of }: { kind: (typeof kinds)[number]; of: readonly Account[] }) {
  const { t, say } = useText(moneyText);
  const [isOpen, setOpen] = useState(false);
  const groups = useMemo(() => groupByName(of), [of]);
  if (of.length === 0) return null;
  const hasParties = groups.some((group) => group.length > 1);
  return (
    <Panel title={t(kind)} note={t('accounts', { count: of.length })} aside={<b><Amount fen={sumOf(of)} /></b>}>
      <div>
        {groups.map((group) => (
          <div key={group[0]!.account}>
            <div className={css.account}><span>{say(group[0]!.name)}{group.length > 1 ? <small className={css.sub}>{t('accounts', { count: group.length })}</small> : null}</span><Amount fen={sumOf(group)} /></div>
            {isOpen && group.length > 1 ? [...group].sort((a, b) => Math.abs(b.balanceFen) - Math.abs(a.balanceFen)).slice(0, SHOWN_PARTIES).map((account) => <div key={account.account} className={css.account} style={{ paddingInlineStart: 14 }}><span className={partCss.quiet}>{account.party ?? account.account}</span><Amount fen={account.balanceFen} /></div>) : null}
          </div>
        ))}
      </div>
      {hasParties ? <button type="button" className={partCss.link} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{t(isOpen ? 'hideParties' : 'showParties')}</button> : null}
    </Panel>
  );
}

export const sumOf = (accounts: readonly Account[]): number => accounts.reduce((total, account) => total + account.balanceFen, 0);

export function groupByName(of: readonly Account[]): Account[][] {
  const groups = new Map<string, Account[]>();
  for (const account of of) groups.set(account.name.zh, [...(groups.get(account.name.zh) ?? []), account]);
  return [...groups.values()];
}
