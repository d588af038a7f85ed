import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../api.ts';
import { dayOf } from '../../format.ts';
import { useText } from '../../i18n.ts';
import { Faces, SkeletonList, StatusPill, showToast } from '../../kit/index.ts';
import type { Tone } from '../../tokens.ts';
import { useCommand } from '../../use-command.ts';
import { useFormat } from '../../use-format.ts';
import { useView } from '../../use-view.ts';
import { Panel } from '../panel.tsx';
import partCss from '../parts.module.css';
import { ReasonLine } from '../reason-line.tsx';
import { useHolds } from '../use-param.ts';
import css from './checks.module.css';
import { doorCardsText } from './door-cards.text.ts';

type Card = View<'workers', 'cardsOfWorker'>['items'][number];
const tones = { active: 'jade', lost: 'danger', expired: 'grey', revoked: 'grey' } as const satisfies Record<Card['state'], Tone>;

/** How long there is to replace a lost card; below none it is late. */
function Due({ by }: { by: string }) {
  const { t } = useText(doorCardsText);
  const [today] = useState(() => dayOf(new Date()));
  const days = Math.round((Date.parse(by) - Date.parse(today)) / 86_400_000);
  return <b className={days < 2 ? partCss.danger : partCss.warm}>{days < 0 ? t('late', { days: -days }) : days === 0 ? t('today') : t('daysLeft', { days })}</b>;
}

/** Every card a worker had, the one she carries first: issued anew when lost, taken back with a reason. */
export function DoorCards({ workerId, name }: { workerId: string; name: string }) {
  const { t } = useText(doorCardsText);
  const holds = useHolds();
  const found = useView(['workers', 'cardsOfWorker', workerId], () => api.workers.cardsOfWorker({ workerId }), { live: { subject: workerId } });
  const profile = useView(['workers', 'getProfile', workerId], () => api.workers.getProfile({ workerId }), { live: { subject: workerId }, isKept: false });
  const issue = useCommand(api.workers.issueCard, { onDone: (card) => showToast(t('issuedDone', { no: card.cardNo })) });
  const mayIssue = holds('operator', 'merchantOwner', 'merchantStaff');
  const carried = found.value?.items.find(({ state }) => state === 'active' || state === 'lost');
  const isAdmitted = profile.value?.status === 'active';
  const act = !mayIssue || !found.value || carried?.state === 'active' ? null
    : <Tooltip title={isAdmitted ? undefined : t('notYet')}><Button size="small" type="primary" disabled={!isAdmitted} loading={issue.isRunning} data-testid="card-issue" aria-label={`${t(carried ? 'reissue' : 'issue')} ${name}`} onClick={() => void issue.run({ workerId })}>{t(carried ? 'reissue' : 'issue')}</Button></Tooltip>;
  return (
    <Panel title={t('cards')} aside={act}>
      <Faces of={found} loading={<SkeletonList count={1} />} isEmpty={({ items }) => items.length === 0} empty={<p className={partCss.quiet}>{t('none')}</p>}>
        {({ items }) => <div data-testid="door-cards">{items.map((card) => <CardLine key={card.cardId} of={card} />)}</div>}
      </Faces>
    </Panel>
  );
}

function CardLine({ of }: { of: Card }) {
  const { t, say } = useText(doorCardsText);
  const { day, instant } = useFormat();
  const holds = useHolds();
  const [isTaking, setTaking] = useState(false);
  const revoke = useCommand(api.workers.revokeCard, { onDone: (card) => { showToast(t('revokedDone', { no: card.cardNo })); setTaking(false); } });
  const isLive = of.state === 'active' || of.state === 'lost';
  const canTake = holds('operator', 'merchantOwner');
  return (
    <div className={css.row} data-testid={`card-${of.state}`}>
      <div className={css.top} data-plain>
        <span className={partCss.cell}>
          <span><b className={partCss.strong}>{of.cardNo}</b> <span className={partCss.quiet}>{of.firmName}</span></span>
          <small>{t('issued', { at: instant(of.issuedAt) })} · {of.state === 'lost' && of.lostAt ? t('lostAt', { at: instant(of.lostAt) }) : isLive ? t('valid', { day: day(of.validUntil) }) : of.endedWords}</small>
          {of.reissueBy ? <small>{t('by', { day: day(of.reissueBy) })} · <Due by={of.reissueBy} /></small> : null}
        </span>
        <span className={css.end}>
          <StatusPill tone={tones[of.state]}>{say(of.stateName)}</StatusPill>
          {isLive && !isTaking ? <Tooltip title={canTake ? undefined : t('ownerOnly')}><Button size="small" danger disabled={!canTake} data-testid="card-revoke" onClick={() => setTaking(true)}>{t('revoke')}</Button></Tooltip> : null}
        </span>
      </div>
      {isTaking ? <ReasonLine label={t('revokeWhy')} quick={[t('why1'), t('why2'), t('why3')]} confirm={t('revoke')} isDanger isBusy={revoke.isRunning} onSend={(reason) => void revoke.run({ workerId: of.workerId, reason })} onCancel={() => setTaking(false)} /> : null}
    </div>
  );
}

/** Cards reported lost and not replaced, the most urgent first; a merchant sees its own. */
export function LostCards({ onOpen }: { onOpen: (workerId: string) => void }) {
  const { t } = useText(doorCardsText);
  const { day, instant } = useFormat();
  const holds = useHolds();
  const found = useView(['workers', 'lostCards'], () => api.workers.lostCards({}), { live: ['worker'] });
  const issue = useCommand(api.workers.issueCard, { onDone: (card) => showToast(t('issuedDone', { no: card.cardNo })) });
  const canIssue = holds('operator', 'merchantOwner', 'merchantStaff');
  return (
    <Panel title={t('lostTitle')} note={t('lostNote')}>
      <Faces of={found} loading={<SkeletonList count={2} />} isEmpty={({ items }) => items.length === 0} empty={<p className={partCss.quiet}>{t('lostNone')}</p>}>
        {({ items }) => (
          <div data-testid="lost-cards">
            {items.map((card) => (
              <div key={card.cardId} className={css.row}>
                <div className={css.top} data-plain>
                  <span className={partCss.cell}>
                    <span><button type="button" className={partCss.link} onClick={() => onOpen(card.workerId)}>{card.workerName}</button> <span className={partCss.quiet}>{card.cardNo} · {card.firmName}</span></span>
                    <small>{card.lostAt ? t('lostAt', { at: instant(card.lostAt) }) : ''}{card.reissueBy ? <> · {t('by', { day: day(card.reissueBy) })} · <Due by={card.reissueBy} /></> : null}</small>
                  </span>
                  <span className={css.end}><Button size="small" type="primary" disabled={!canIssue} loading={issue.isRunning} data-testid="lost-reissue" onClick={() => void issue.run({ workerId: card.workerId })}>{t('reissue')}</Button></span>
                </div>
              </div>
            ))}
          </div>
        )}
      </Faces>
    </Panel>
  );
}
