import { CircleCheck, CircleX, HandCoins } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, ButtonLink, Card, CheckRow, EmptyState, Faces, IconTile, Notice, Screen, SectionTitle, Sheet, SkeletonScreen, Tag, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { SubsidyClaim } from '../me/subsidy-claim.tsx';
import { useIsWorker } from '../use-learner.ts';
import { subsidiesText } from './subsidies.text.ts';

type Chance = View<'benefits', 'mySubsidies'>['chances'][number];

/** What she may claim for which certificate and why not, what each claim still lacks, and where its money is. */
export default function Subsidies() {
  const { t } = useText(subsidiesText);
  const isReady = useIsWorker();
  const found = useView(['benefits', 'mySubsidies'], () => api.benefits.mySubsidies({}), { isReady, live: ['subsidy', 'certificate', 'worker'] });
  if (!isReady) return <Screen title={t('title')} back="/me"><EmptyState title={t('none')} art="calm" action={<ButtonLink href="/">{t('toStudy')}</ButtonLink>}>{t('noneLead')}</EmptyState></Screen>;
  return (
    <Screen title={t('title')} back="/me">
      <p className={css.soft}>{t('lead')}</p>
      <Faces of={found} loading={<SkeletonScreen />} isEmpty={({ chances, claims }) => chances.length + claims.length === 0} empty={<EmptyState title={t('none')} art="calm" action={<ButtonLink href="/study">{t('toStudy')}</ButtonLink>}>{t('noneLead')}</EmptyState>}>
        {({ chances, claims }) => {
          const open = chances.filter(({ isEligible, claimId }) => isEligible && claimId === null);
          const closed = chances.filter(({ isEligible, isClaimed, claimId }) => !isEligible && !isClaimed && claimId === null);
          return (
            <>
              {claims.length > 0 ? <SectionTitle>{t('mine')}</SectionTitle> : null}
              {claims.map((claim) => <SubsidyClaim key={claim.claimId} of={claim} />)}
              {open.length > 0 ? <SectionTitle>{t('may')}</SectionTitle> : null}
              {open.map((one) => <ChanceCard key={one.programmeId + one.certificateId} of={one} />)}
              {closed.length > 0 ? <SectionTitle>{t('mayNot')}</SectionTitle> : null}
              {closed.map((one) => <ChanceCard key={one.programmeId + one.certificateId} of={one} />)}
            </>
          );
        }}
      </Faces>
    </Screen>
  );
}

function ChanceCard({ of }: { of: Chance }) {
  const { t, say } = useText(subsidiesText);
  const { money } = useFormat();
  const [isAsking, setAsking] = useState(false);
  return (
    <Card face={of.isEligible ? 'warm' : 'plain'}>
      <div className={css.stack} data-testid="subsidy-chance">
        <span className={css.head}><IconTile tone={of.isEligible ? 'warm' : 'grey'}><HandCoins size={24} /></IconTile><span><b>{say(of.programmeName)}</b><small>{t('forCertificate', { title: say(of.certificateTitle) })}</small></span><b className={css.sum}><Amount fen={of.amountFen ?? of.mostFen} /></b></span>
        {of.amountFen === null ? <span className={css.tags}><Tag tone="sky">{t('upTo', { amount: money(of.mostFen) })}</Tag></span> : null}
        <Notice tone={of.isEligible ? 'jade' : 'warm'}>{say(of.words)}</Notice>
        <ul className={css.stack} aria-label={t('why')}>
          {of.reasons.map((one) => (
            <li key={one.rule} className={css.lessonLine}>{one.isMet ? <CircleCheck size={19} aria-label={t('isThere')} /> : <CircleX size={19} aria-label={t('missing')} color="var(--danger-600)" />}<span className={css.grow}>{say(one.words)}</span></li>
          ))}
        </ul>
        {of.isEligible ? <Button size="large" isWide data-testid="subsidy-begin" onClick={() => setAsking(true)}>{t('begin')}</Button> : null}
      </div>
      {isAsking ? <BeginSheet of={of} onClose={() => setAsking(false)} /> : null}
    </Card>
  );
}

/** Her word, and the fee where the programme pays it in full. */
function BeginSheet({ of, onClose }: { of: Chance; onClose: () => void }) {
  const { t, say } = useText(subsidiesText);
  const [declares, setDeclares] = useState(false);
  const [fee, setFee] = useState('');
  const begin = useCommand(api.benefits.draftSubsidy, { isQuiet: true, onDone: () => { showToast(t('begun')); onClose(); } });
  const isFull = of.amountFen === null;
  const yuan = Number(fee);
  const isFeeRight = !isFull || (fee.trim() !== '' && Number.isFinite(yuan) && yuan > 0);
  const send = (): void => void begin.run({ programmeId: of.programmeId, certificateId: of.certificateId, declares, ...(isFull && { courseFeeFen: Math.round(yuan * 100) }) });
  return (
    <Sheet isOpen title={t('declareTitle', { name: say(of.programmeName) })} onClose={onClose} bar={<Button size="large" isWide disabled={!isFeeRight} isBusy={begin.isRunning} data-testid="subsidy-send" onClick={send}>{t('send')}</Button>}>
      <div className={css.wide}>
        <CheckRow label={t('declares')} note={t('declaresNote')} isOn={declares} onChange={setDeclares} />
        {isFull ? <TextInput label={t('fee')} hint={fee === '' || isFeeRight ? t('feeHint') : t('feeWrong')} value={fee} onChange={setFee} inputMode="decimal" maxLength={9} wrong={begin.refusal} /> : begin.refusal ? <Notice tone="danger">{say(begin.refusal)}</Notice> : null}
      </div>
    </Sheet>
  );
}
