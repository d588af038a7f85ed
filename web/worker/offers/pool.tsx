import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { ServiceFamily } from '@linli/contract';
import { api, type Input, type View } from '../../shared/api.ts';
import { addDays } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Card, EmptyState, Faces, List, Row, ServiceTile, Sheet, SkeletonList, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { SceneTags } from '../scene-tags.tsx';
import { Unsent } from '../unsent.tsx';
import type { Visit } from '../use-work.ts';
import css from './offers.module.css';
import { offersText } from './offers.text.ts';

type Entry = View<'dispatch', 'listPool'>['items'][number];
type Wish = Input<'dispatch', 'listPool'>;
const services = ['cleaning', 'nanny', 'maternity', 'childcare', 'elderCare', 'repair', 'installation', 'laundry', 'waterproofing', 'moving', 'pet', 'company'] as const satisfies readonly ServiceFamily[];
const distances = [2000, 5000, 10_000] as const;

/** Open orders to grab: the first tap anywhere in the city wins. */
export function Pool({ today, onGrabbed }: { today: string; onGrabbed: (visit: Visit) => void }) {
  const { t } = useText(offersText);
  const [wish, setWish] = useState<Wish>({});
  const pool = useView(['dispatch', 'listPool', wish], () => api.dispatch.listPool(wish), { live: ['order', 'offer', 'dispatch'], everySeconds: 60 });
  return (
    <>
      <Filters wish={wish} today={today} onChange={setWish} />
      <Faces of={pool} loading={<SkeletonList />} isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState title={t('poolEmpty')} art="search" action={Object.keys(wish).length > 0 ? <Button kind="secondary" onClick={() => setWish({})}>{t('clearFilters')}</Button> : null}>{t('poolEmptyLead')}</EmptyState>}>
        {({ items }) => [...items].sort((a, b) => Number(b.isFeasible) - Number(a.isFeasible)).map((entry) => <PoolCard key={entry.orderId} entry={entry} onGrabbed={onGrabbed} />)}
      </Faces>
    </>
  );
}

function PoolCard({ entry, onGrabbed }: { entry: Entry; onGrabbed: (visit: Visit) => void }) {
  const { t, say } = useText(offersText);
  const format = useFormat();
  const grab = useCommand(api.dispatch.grab, { onDone: (visit) => { showToast(t('grabbed')); onGrabbed(visit); } });
  const run = (): void => void grab.run({ orderId: entry.orderId });
  return (
    <Card face={entry.isFeasible ? 'plain' : 'flat'} className={entry.isFeasible ? css.entry : css.entryOff}>
      <article data-testid={entry.isFeasible ? 'pool-entry' : 'pool-entry-off'} aria-label={say(entry.itemName)}>
        <div className={css.what}>
          <ServiceTile icon={entry.icon} family={entry.family} sizePixels={48} />
          <span><b>{say(entry.itemName)}</b><span>{entry.areaLabel} · {format.distance(entry.distanceMeters)}</span></span>
          <span className={css.entryPay}><small>{t('netPay')}</small><Amount fen={entry.netPayFen} size="medium" /></span>
        </div>
        <p className={css.when}>{format.timeWindow(entry.startAt, entry.endAt)}</p>
        <p className={css.since}>{t('hallSince', { time: format.relative(entry.since) })}</p>
        <SceneTags scene={entry.homeScene} />
        {entry.isFeasible ? (
          <>
            <Unsent refusal={grab.refusal} onRetry={run} />
            <Button size="large" isWide isBusy={grab.isRunning} data-testid="pool-grab" onClick={run}>{t('grab')}</Button>
          </>
        ) : <div className={css.cannot}><b>{t('cannot')}</b>{entry.blockers.map((blocker) => <p key={blocker.zh}>{say(blocker)}</p>)}</div>}
      </article>
    </Card>
  );
}

function Filters({ wish, today, onChange }: { wish: Wish; today: string; onChange: (wish: Wish) => void }) {
  const { t } = useText(offersText);
  const format = useFormat();
  const [open, setOpen] = useState<'service' | 'distance' | 'day' | null>(null);
  const without = (name: keyof Wish): Wish => Object.fromEntries(Object.entries(wish).filter(([key]) => key !== name));
  const choose = (next: Wish): void => { setOpen(null); onChange(next); };
  const family = wish.family;
  const meters = wish.maxDistanceMeters as number | undefined;
  const chips = [
    { name: 'service' as const, label: family ? t(family) : t('anyService'), isSet: family !== undefined },
    { name: 'distance' as const, label: meters ? t('within', { distance: format.distance(meters) }) : t('anyDistance'), isSet: meters !== undefined },
    { name: 'day' as const, label: wish.day ? format.nearDay(wish.day) : t('anyDay'), isSet: wish.day !== undefined },
  ];
  return (
    <>
      <div className={css.filters} role="group" aria-label={t('filters')}>
        {chips.map((chip) => <button key={chip.name} type="button" className={css.filter} data-set={chip.isSet || undefined} data-testid={`pool-${chip.name}`} onClick={() => setOpen(chip.name)}><span>{chip.label}</span><ChevronDown size={16} aria-hidden="true" /></button>)}
      </div>
      <Sheet isOpen={open === 'service'} title={t('service')} onClose={() => setOpen(null)}>
        <List>{[<Row key="any" title={t('anyService')} isSelected={!family} onPress={() => choose(without('family'))} />, ...services.map((one) => <Row key={one} title={t(one)} isSelected={family === one} onPress={() => choose({ ...wish, family: one })} />)]}</List>
      </Sheet>
      <Sheet isOpen={open === 'distance'} title={t('distance')} onClose={() => setOpen(null)}>
        <List>{[<Row key="any" title={t('anyDistance')} isSelected={!meters} onPress={() => choose(without('maxDistanceMeters'))} />, ...distances.map((one) => <Row key={one} title={t('within', { distance: format.distance(one) })} isSelected={meters === one} onPress={() => choose({ ...wish, maxDistanceMeters: one })} />)]}</List>
      </Sheet>
      <Sheet isOpen={open === 'day'} title={t('day')} onClose={() => setOpen(null)}>
        <List>{[<Row key="any" title={t('anyDay')} isSelected={!wish.day} onPress={() => choose(without('day'))} />, ...[0, 1, 2, 3, 4, 5, 6].map((ahead) => addDays(today, ahead)).map((one) => <Row key={one} title={format.nearDay(one)} note={ahead(one, today) < 3 ? format.day(one) : undefined} isSelected={wish.day === one} onPress={() => choose({ ...wish, day: one })} />)]}</List>
      </Sheet>
    </>
  );
}
const ahead = (day: string, today: string): number => Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
