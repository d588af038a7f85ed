import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useText } from '../../shared/i18n.ts';
import { newKey } from '../../shared/intent.ts';
import { Button, Card, CheckRow, Dialog, EmptyState, Faces, Notice, Screen, SkeletonList, StatusPill, Switch, TextArea, showToast } from '../../shared/kit/index.ts';
import { stampNow } from '../parts/now.ts';
import css from './field.module.css';
import { fieldText } from './field.text.ts';
import { usePost } from './outbox.ts';
import { seatLooks } from './slot.tsx';
import { Unsent } from './unsent.tsx';
import { type Rubric, type Seat, useExamining } from './use-field.ts';
import { type Rated, nothingRated, stepsOf, verdictOf } from './verdict.ts';

/** One person's practical: rated by the rubric, signed once, sent when there is a network. */
export function SeatPage({ seatId }: { seatId: string }) {
  const { t, say } = useText(fieldText);
  const { parcels } = usePost();
  const found = useExamining();
  const held = found.value?.value;
  const seat = held?.slots.flatMap((slot) => slot.seats).find((one) => one.seatId === seatId);
  const rubric = held?.rubrics.find((one) => one.kind === seat?.kind);
  const isSigned = parcels.some((parcel) => parcel.kind === 'signOff' && parcel.subject === seatId);
  if (seat && rubric && seat.state === 'booked' && !isSigned) return <Rating seat={seat} rubric={rubric} keptAt={found.value?.keptAt ?? null} />;
  return (
    <Screen title={seat?.workerName ?? t('practicals')} back={seat ? `/m/slot/${seat.slotId}` : '/m'}>
      <Unsent keptAt={found.value?.keptAt ?? null} />
      <Faces of={found} loading={<SkeletonList count={5} />}>
        {() => (!seat ? <EmptyState title={t('notFound')}>{t('notFoundNote')}</EmptyState> : (
          <Card title={say(seat.title)} aside={<span data-testid="seat-state" data-state={isSigned ? 'unsent' : seat.state}><StatusPill tone={isSigned ? 'warm' : seatLooks[seat.state][1]}>{t(isSigned ? 'signed' : seatLooks[seat.state][0])}</StatusPill></span>}>
            {seat.outcome ? <p>{seat.outcome.isAbsent ? t('seatAbsent') : t('percent', { percent: seat.outcome.scorePercent })} {seat.outcome.words}</p> : <p>{say(seat.words)}</p>}
          </Card>
        ))}
      </Faces>
    </Screen>
  );
}

function Rating({ seat, rubric, keptAt }: { seat: Seat; rubric: Rubric; keptAt: string | null }) {
  const { t, say } = useText(fieldText);
  const [, navigate] = useLocation();
  const { post } = usePost();
  const [rated, setRated] = useDraft(seat.seatId);
  const [isAsking, setAsking] = useState(false);
  const verdict = verdictOf(rubric, rated);
  const needsWords = !rated.isAbsent && !verdict.isPassed && rated.words.trim() === '';
  const isReady = rated.isAbsent || (verdict.unrated === 0 && !needsWords);
  // What was kept may be hours old: offline the server judges later whether the time had come.
  const can = keptAt === null ? seat.can['signOff'] : undefined;
  const change = (part: Partial<Rated>): void => setRated({ ...rated, ...part });
  const sign = (): void => {
    const signOffId = newKey();
    post({
      kind: 'signOff', subject: seat.seatId, name: seat.workerName,
      signOff: { seatId: seat.seatId, signOffId, isAbsent: rated.isAbsent, words: rated.words.trim(), phoneAt: stampNow(), items: rated.isAbsent ? [] : rubric.items.map(({ code }) => ({ code, points: rated.points[code] ?? 0 })), redLines: rated.isAbsent ? [] : [...rated.redLines] },
    }, signOffId);
    setRated(null);
    setAsking(false);
    showToast(t('signedDone'));
    navigate(`/m/slot/${seat.slotId}`);
  };
  const said = t(rated.isAbsent ? 'verdictAbsent' : verdict.isPassed ? 'verdictPass' : 'verdictFail', { percent: verdict.percent });
  return (
    <Screen
      title={t('signTitle', { name: seat.workerName })} back={`/m/slot/${seat.slotId}`}
      bar={<><span className={css.total} data-passed={rated.isAbsent || verdict.isPassed || verdict.unrated > 0}><b data-testid="total">{rated.isAbsent ? '—' : t('score', { points: verdict.got, full: verdict.full })}</b><small>{rated.isAbsent ? t('seatAbsent') : rated.redLines.length > 0 ? t('redLineHit') : t('passAt', { percent: rubric.passPercent })}</small></span><Button size="large" isWide disabled={!isReady || can?.isAllowed === false} data-testid="sign" onClick={() => setAsking(true)}>{t('sign')}</Button></>}
    >
      <Unsent keptAt={keptAt} />
      {can?.isAllowed === false ? <Notice tone="warm">{say(can.why)}</Notice> : null}
      <Card><Switch label={t('isAbsent')} isOn={rated.isAbsent} onChange={(isAbsent) => change({ isAbsent })} /></Card>
      {rated.isAbsent ? null : (
        <>
          <Card title={t('items')} aside={verdict.unrated > 0 ? t('unrated', { count: verdict.unrated }) : null}>
            {rubric.items.map((item) => (
              <section key={item.code} className={css.item} data-testid="rubric-item">
                <div className={css.itemHead}><span>{say(item.text)}</span><small>{t('points', { points: item.points })}</small></div>
                <div className={css.points} role="group" aria-label={say(item.text)}>{stepsOf(item.points).map((points) => <button key={points} type="button" className={css.mark} data-tone={points === 0 ? 'danger' : points < item.points / 2 ? 'warm' : 'jade'} aria-pressed={rated.points[item.code] === points} onClick={() => change({ points: { ...rated.points, [item.code]: points } })}>{points}</button>)}</div>
              </section>
            ))}
          </Card>
          <Card title={t('redLines')}>{rubric.redLines.map((line) => <CheckRow key={line.code} label={say(line.text)} isOn={rated.redLines.includes(line.code)} onChange={(isOn) => change({ redLines: isOn ? [...rated.redLines, line.code] : rated.redLines.filter((code) => code !== line.code) })} />)}</Card>
        </>
      )}
      <TextArea label={t('words')} value={rated.words} maxLength={300} onChange={(words) => change({ words })} hint={needsWords && verdict.unrated === 0 ? t('wordsNeeded') : t('wordsHint')} isOptional={rated.isAbsent || verdict.isPassed} />
      <p className={css.quiet}>{t('draftKept')}</p>
      <Dialog isOpen={isAsking} title={t('signAsk2', { name: seat.workerName, verdict: said })} onClose={() => setAsking(false)} confirm={t('sign')} cancel={t('again')} isDanger={!verdict.isPassed && !rated.isAbsent} onConfirm={sign}>{t('signAsk')}</Dialog>
    </Screen>
  );
}

/** What was rated so far outlives a closed page. Null throws it away. */
function useDraft(seatId: string): [Rated, (next: Rated | null) => void] {
  const entry = `linli.kept.school.rating.${seatId}`;
  const [rated, setRated] = useState<Rated | null>(() => { try { return JSON.parse(localStorage.getItem(entry) ?? 'null') as Rated | null; } catch { return null; } });
  useEffect(() => {
    if (rated === null) localStorage.removeItem(entry);
    else localStorage.setItem(entry, JSON.stringify(rated));
  }, [entry, rated]);
  return [rated ?? nothingRated, setRated];
}
