import { Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../api.ts';
import { useText } from '../../i18n.ts';
import { Faces, Tag } from '../../kit/index.ts';
import { useView } from '../../use-view.ts';
import deskCss from '../parts.module.css';
import css from './decisions.module.css';
import { decisionsText } from './decisions.text.ts';

const policies = ['published', 'learned', 'nearest', 'rating', 'continuity', 'fairness'] as const;

/** A decision taken again from what was known then: pick a policy, see who would have been sent and the first five. */
export function Replay({ decisionId, first = 'published' }: { decisionId: string; first?: string }) {
  const { t } = useText(decisionsText);
  const [policy, setPolicy] = useState(first);
  const weights = useView(['dispatch', 'viewWeights'], () => api.dispatch.viewWeights({}), { live: false, staleSeconds: 60 });
  const found = useView(['dispatch', 'replayDecision', decisionId, policy], () => api.dispatch.replayDecision({ decisionId, policy }), { live: false, staleSeconds: 60 });
  const versions = (weights.value?.history ?? []).map(({ version }) => version);
  const isVersion = policy.startsWith('version:');
  return (
    <div className={css.replay} data-testid="replay">
      <div className={css.policies} role="group" aria-label={t('pickPolicy')}>
        {policies.map((one) => <button key={one} type="button" className={deskCss.chip} aria-pressed={policy === one} data-testid={`policy-${one}`} onClick={() => setPolicy(one)}>{t(one)}</button>)}
        {versions.length > 0 ? <Select size="small" aria-label={t('versions')} placeholder={t('versions')} value={isVersion ? policy : null} onChange={(next: string | null) => { if (next) setPolicy(next); }} options={versions.map((version) => ({ value: `version:${version}`, label: t('version', { version }) }))} popupMatchSelectWidth={false} /> : null}
      </div>
      <Faces of={found}>{(value) => <Answer of={value} />}</Faces>
    </div>
  );
}

function Answer({ of }: { of: View<'dispatch', 'replayDecision'> }) {
  const { t } = useText(decisionsText);
  const { wouldTake, taken } = of;
  if (!wouldTake) return <p className={deskCss.lead}>{t('emptyField')}</p>;
  return (
    <>
      <p className={css.answer} data-testid="replay-answer">{of.isSame ? t('same', { name: wouldTake.name }) : taken ? t('other', { name: wouldTake.name, taken: taken.name }) : t('nobodyTaken', { name: wouldTake.name })}</p>
      <ol className={css.ranking} aria-label={t('firstFive', { count: of.ranking.length })}>
        {of.ranking.map(({ workerId, name, score }, index) => (
          <li key={workerId} data-taken={workerId === taken?.workerId}>
            <span>{index + 1}</span><b>{name} {workerId === taken?.workerId ? <Tag tone="jade">{t('actual')}</Tag> : null}</b><div className={css.track}><i style={{ width: `${score}%` }} /></div><span>{score.toFixed(1)}</span>
          </li>
        ))}
      </ol>
      <p className={deskCss.lead}>{t('replayLead', { count: of.fieldSize })}</p>
    </>
  );
}
