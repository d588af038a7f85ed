import type { Allergen, sceneSkills } from '@linli/contract';
import { Baby, Cat, Cigarette, Dog, Flower2, House, NotebookPen, PawPrint, PersonStanding, SprayCan } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, ChipsMulti, Faces, List, Notice, Row, Screen, SkeletonScreen, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import css from '../match/match.module.css';
import { matchText } from '../match/match.text.ts';
import { useManner } from '../match/use-match.ts';
import { Unsent } from '../unsent.tsx';
import { type Profile, useProfile } from '../use-work.ts';

type Scene = (typeof sceneSkills)[number];
const allergens = ['cat', 'dog', 'smoke', 'perfume', 'flowers'] as const satisfies readonly Allergen[];
const scenes = ['baby', 'pet', 'elder', 'house'] as const satisfies readonly Scene[];
const habitWords = { cat: 'habitCat', dog: 'habitDog', smoke: 'habitSmoke', perfume: 'habitPerfume', flowers: 'habitFlowers' } as const;
const icons: Record<Allergen | Scene, ReactNode> = {
  cat: <Cat size={20} />, dog: <Dog size={20} />, smoke: <Cigarette size={20} />, perfume: <SprayCan size={20} />, flowers: <Flower2 size={20} />,
  baby: <Baby size={20} />, pet: <PawPrint size={20} />, elder: <PersonStanding size={20} />, house: <House size={20} />,
};
type Matching = Pick<Profile, 'allergies' | 'habits' | 'sceneSkills'>;
const isSame = (a: Matching, b: Matching): boolean => (['allergies', 'habits', 'sceneSkills'] as const).every((key) => [...a[key]].sort().join() === [...b[key]].sort().join());

/** What a match has to know of her: why it is asked and who sees it stand beside every question. */
export default function MatchingPage() {
  const { t } = useText(matchText);
  const profile = useProfile();
  const [draft, setDraft] = useState<Matching | null>(null);
  const kept = profile.value ?? null;
  const save = useCommand(api.workers.setMatching, { onDone: () => { setDraft(null); showToast(t('saved')); } });
  const value = draft ?? kept;
  const isChanged = value !== null && kept !== null && !isSame(value, kept);
  const run = (): void => { if (value) void save.run({ allergies: value.allergies, habits: value.habits, sceneSkills: value.sceneSkills }); };
  return (
    <Screen title={t('matching')} back="/me" bar={<Button size="large" isWide disabled={!isChanged} isBusy={save.isRunning} data-testid="matching-save" onClick={run}>{t(isChanged ? 'save' : 'savedAlready')}</Button>}>
      <Faces of={profile} loading={<SkeletonScreen />}>{() => value && (
        <div className={css.stack}>
          <Notice tone="sky">{t('whoSees')}</Notice>
          <Question title={t('allergies')} why={t('allergiesWhy')}><ChipsMulti label={t('allergies')} values={value.allergies} onChange={(allergies) => setDraft({ ...value, allergies })} choices={allergens.map((one) => ({ value: one, label: t(one), icon: icons[one] }))} /></Question>
          <Question title={t('habits')} why={t('habitsWhy')}><ChipsMulti label={t('habits')} values={value.habits} onChange={(habits) => setDraft({ ...value, habits })} choices={allergens.map((one) => ({ value: one, label: t(habitWords[one]), icon: icons[one] }))} /></Question>
          <Question title={t('scenes')} why={t('scenesWhy')}><ChipsMulti label={t('scenes')} values={value.sceneSkills} onChange={(some) => setDraft({ ...value, sceneSkills: some })} choices={scenes.map((one) => ({ value: one, label: t(one), icon: icons[one] }))} /></Question>
          <p className={css.soft}>{t('none')}</p>
          <Unsent refusal={save.refusal} onRetry={run} />
          <MannerRow />
        </div>
      )}</Faces>
    </Screen>
  );
}

const Question = ({ title, why, children }: { title: string; why: string; children: ReactNode }) => <Card title={title}><p className={css.why}>{why}</p><div className={css.big}>{children}</div></Card>;

function MannerRow() {
  const { t } = useText(matchText);
  const manner = useManner();
  return <List><Row href="/me/manner" start={<NotebookPen size={24} strokeWidth={1.8} color="var(--jade-600)" aria-hidden="true" />} title={t('manner')} note={t(manner.value?.answers ? 'mannerDone' : 'mannerNote')} /></List>;
}
