import { ChevronRight, CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { addDays, dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, ButtonLink, Card, EmptyState, Faces, List, Row, Screen, SectionTitle, Segmented, Sheet, SkeletonList, SkeletonScreen } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { DeskCall } from '../desk-call.tsx';
import { DayBars } from '../income/day-bars.tsx';
import { isPayoutKind } from '../../shared/payout-kind.ts';
import { NextPayout, usePayouts } from '../income/next-payout.tsx';
import { type Span, spanOf } from '../income/span.ts';
import { WorkerTabs } from '../tabs.tsx';
import { useNow } from '../use-now.ts';
import { useVisits } from '../use-work.ts';
import css from './income.module.css';
import { incomeText } from './income.text.ts';

type Statement = View<'payments', 'workerStatement'>;

/** What I earned, to the fen and down to the visit. */
export function Income() {
  const { t } = useText(incomeText);
  const today = dayOf(useNow(60));
  const [range, setRange] = useState<Span>('thisWeek');
  const [isHowOpen, setHowOpen] = useState(false);
  const span = spanOf(range, today);
  const statement = useView(['payments', 'workerStatement', span.from, span.to], () => api.payments.workerStatement(span), { live: ['order', 'payment'] });
  return (
    <Screen title={t('title')} tabs={<WorkerTabs at="/income" />}>
      <Segmented label={t('range')} value={range} onChange={setRange} choices={(['thisWeek', 'lastWeek', 'thisMonth'] as const).map((value) => ({ value, label: t(value) }))} />
      <Faces of={statement} loading={<SkeletonScreen />}>{(found) => <Body statement={found} range={range} today={today} />}</Faces>
      <button type="button" className={css.how} data-testid="income-how" onClick={() => setHowOpen(true)}><CircleHelp size={22} aria-hidden="true" />{t('how')}<ChevronRight size={18} aria-hidden="true" /></button>
      <Sheet isOpen={isHowOpen} title={t('howTitle')} onClose={() => setHowOpen(false)}>
        <ol className={css.steps}>{(['how1', 'how2', 'how3', 'how4', 'how5', 'how6', 'how7'] as const).map((key) => <li key={key}>{t(key)}</li>)}</ol>
        <DeskCall />
      </Sheet>
    </Screen>
  );
}

function Body({ statement, range, today }: { statement: Statement; range: Span; today: string }) {
  const { t, say } = useText(incomeText);
  const format = useFormat();
  const waiting = useVisits(today).value?.items.filter((visit) => visit.status === 'finished') ?? [];
  const waitingFen = waiting.reduce((sum, visit) => sum + (visit.workerPayFen ?? 0), 0);
  const payouts = usePayouts();
  const days = groupByDay(statement.lines);
  const isEmpty = statement.lines.length === 0;
  const sources = statement.byKind.filter(({ kind }) => !isPayoutKind(kind));
  return (
    <>
      <section className={css.total} data-testid="income-total">
        <small>{t('total', { range: t(range) })}</small>
        <Amount fen={statement.earnedFen} />
        <span>{t('visits', { count: statement.visits })}</span>
      </section>
      {payouts.value ? <NextPayout of={payouts.value} /> : payouts.refusal ? <Faces of={payouts}>{() => null}</Faces> : <SkeletonList count={1} />}
      {statement.byDay.every(({ amountFen }) => amountFen === 0) ? null : <Card title={t('byDay')}><DayBars days={fillDays(statement)} today={today} /></Card>}
      {waiting.length > 0 || statement.paidOutFen > 0 ? <List>
        {waiting.length > 0 ? <Row title={t('waiting')} note={t('waitingLead', { count: waiting.length })} end={<span className={css.sum}><Amount fen={waitingFen} /></span>} /> : null}
        {statement.paidOutFen > 0 ? <Row title={t('paidOut')} end={<span className={css.sum}><Amount fen={statement.paidOutFen} /></span>} /> : null}
      </List> : null}
      {isEmpty ? <EmptyState title={t('empty')} art="calm" action={<ButtonLink href="/offers" kind="secondary">{t('toOffers')}</ButtonLink>}>{t('emptyLead')}</EmptyState> : (
        <>
          {sources.length > 0 ? <SectionTitle>{t('byKind')}</SectionTitle> : null}
          <List>{sources.map((kind) => <Row key={kind.kind} title={say(kind.words)} end={<Amount fen={kind.amountFen} />} />)}</List>
          <SectionTitle>{t('lines')}</SectionTitle>
          {[...days].reverse().map(([day, lines]) => (
            <div key={day} className={css.group}>
              <h3>{format.nearDay(day)}</h3>
              <List>{[...lines].reverse().map((line) => <Row key={line.postingId} title={line.itemName ? say(line.itemName) : say(line.words)} note={[format.time(line.at), line.itemName ? say(line.words) : null].filter(Boolean).join(' · ')} end={<b><Amount fen={line.amountFen} hasSign /></b>} {...(line.orderId && { href: `/visits/${line.orderId}` })} />)}</List>
            </div>
          ))}
        </>
      )}
    </>
  );
}

/** Lines by day, in the order they come. */
function groupByDay(lines: Statement['lines']): Map<string, Statement['lines']> {
  const days = new Map<string, Statement['lines']>();
  for (const line of lines) days.set(dayOf(line.at), [...(days.get(dayOf(line.at)) ?? []), line]);
  return days;
}

/** Every day of the span, the days without income too. */
function fillDays({ from, to, byDay }: Statement): { day: string; amountFen: number }[] {
  const known = new Map(byDay.map((one) => [one.day, one.amountFen]));
  const days: { day: string; amountFen: number }[] = [];
  for (let day = from; day <= to && days.length < 31; day = addDays(day, 1)) days.push({ day, amountFen: known.get(day) ?? 0 });
  return days;
}
