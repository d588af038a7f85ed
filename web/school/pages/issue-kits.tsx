import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { Notice, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { campusText } from './campus.text.ts';
import { coursesText } from './courses.text.ts';

type Kit = View<'courses', 'listKits'>['items'][number];
/** What one call takes. */
const mostAtOnce = 500;

/** Everybody in a class, page by page: kits are handed out in one go on the first day. */
async function learnersOf(cohortId: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await api.courses.listEnrolments({ cohortId, state: 'enrolled', limit: 200, ...(cursor && { cursor }) });
    ids.push(...page.items.map(({ workerId }) => workerId));
    if (page.nextCursor === null) return ids;
    cursor = page.nextCursor;
  }
}

/** One kit each to several learners or to a whole class: all get one or nobody does. */
export function IssueKits({ of, onClose }: { of: Kit; onClose: () => void }) {
  const { t } = useText(campusText);
  const words = useText(coursesText).t;
  const holds = useHolds();
  const isOperator = holds('operator');
  const [to, setTo] = useState<'some' | 'cohort'>('some');
  const [workerIds, setWorkers] = useState<string[]>([]);
  const [cohortId, setCohort] = useState<string | null>(null);
  const [q, setQ] = useState('');
  const learners = useView(['learners', 'picker', isOperator, q], async () => {
    const wish = { limit: 30, ...(q !== '' && { q }) };
    return (await (isOperator ? api.workers.search(wish) : api.learning.listLearners(wish))).items.map(({ workerId, name, maskedPhone }) => ({ value: workerId, label: `${name} · ${maskedPhone}` }));
  }, { live: false, staleSeconds: 30 });
  const cohorts = useView(['courses', 'cohorts', 'picker'], async () => (await Promise.all([api.courses.listCohorts({ state: 'running', limit: 100 }), api.courses.listCohorts({ state: 'planned', limit: 100 })])).flatMap(({ items }) => items), { live: false });
  const inCohort = useView(['courses', 'listEnrolments', 'ids', cohortId], () => learnersOf(cohortId!), { isReady: to === 'cohort' && cohortId !== null, live: ['enrolment'], isKept: false });
  const chosen = to === 'some' ? workerIds : cohortId === null ? [] : inCohort.value ?? [];
  const save = useCommand(api.courses.issueKits, { isQuiet: true, onDone: (made) => { showToast(made.hadOne > 0 ? t('hadSome', { count: made.items.length, had: made.hadOne }) : t('issuedMany', { count: made.items.length })); onClose(); } });
  return (
    <FormDrawer title={`${of.name} · ${words('issue')}`} isFull={chosen.length > 0 && chosen.length <= mostAtOnce} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} testId="kit-issue-save" onSave={() => void save.run({ kitId: of.kitId, workerIds: chosen, ...(to === 'cohort' && cohortId && { cohortId }) })}>
      <Segmented<'some' | 'cohort'> aria-label={t('toWhom')} value={to} onChange={setTo} options={[{ value: 'some', label: t('some') }, { value: 'cohort', label: t('cohort') }]} />
      {to === 'some' ? <label>{t('people')}<Select mode="multiple" aria-label={t('people')} value={workerIds} showSearch={{ filterOption: false, onSearch: (next) => setQ(next.trim()) }} loading={learners.isLoading} options={learners.value ?? []} onChange={setWorkers} /></label> : (
        <>
          <label>{words('cohort')}<Select aria-label={words('cohort')} value={cohortId} onChange={setCohort} options={(cohorts.value ?? []).map((one) => ({ value: one.cohortId, label: `${one.name} · ${one.enrolled}` }))} /></label>
          {cohortId === null || inCohort.value === undefined ? null : inCohort.value.length === 0 ? <Notice tone="warm">{t('noOneIn')}</Notice> : <Notice tone="sky">{t('inCohort', { count: inCohort.value.length })}</Notice>}
        </>
      )}
      {chosen.length > mostAtOnce ? <span className={partCss.wrong}>{t('tooMany')}</span> : null}
      <small className={partCss.quiet}>{words('inStock')} {of.inStock}</small>
    </FormDrawer>
  );
}
