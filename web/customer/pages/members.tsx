import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, Button, Card, Chips, Dialog, EmptyState, Faces, Sheet, Tag, TextArea, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { text } from '../text.ts';
import css from './me.module.css';
import { meText } from './me.text.ts';
import { SignInFirst } from './sign-in-first.tsx';

type Member = View<'accounts', 'listMembers'>['items'][number];
const relations = ['spouse', 'child', 'elder', 'other'] as const;
const relationWords = { self: 'self', spouse: 'spouse', child: 'child', elder: 'elder1', other: 'other' } as const;
const thisYear = (): number => Number(dayOf(new Date()).slice(0, 4));

/** Who lives in the household, and what a worker should keep in mind. */
export default function Members() {
  const { t } = useText(meText);
  const [isAdding, setAdding] = useState(false);
  return (
    <Frame title={t('memTitle')} back="/me" width="reading" bar={<Button size="large" isWide icon={<UserPlus size={20} />} onClick={() => setAdding(true)}>{t('memNew')}</Button>}>
      <SignInFirst><MemberList /></SignInFirst>
      {isAdding ? <NewMemberSheet onClose={() => setAdding(false)} /> : null}
    </Frame>
  );
}

function MemberList() {
  const { t } = useText(meText);
  const common = useText(text);
  const members = useView(['accounts', 'listMembers'], () => api.accounts.listMembers({}), { live: false });
  const [removed, setRemoved] = useState<Member | null>(null);
  const remove = useCommand(api.accounts.removeMember, { onDone: () => setRemoved(null) });
  return (
    <Faces of={members} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('memEmpty')}>{t('memEmptyLead')}</EmptyState>}>
      {({ items }) => (
        <div className={css.stack}>
          {items.map((member) => (
            <Card key={member.memberId}>
              <div className={css.person}>
                <Avatar name={member.name} sizePixels={48} />
                <span><b>{member.name}</b><small>{t(relationWords[member.relation])}{member.birthYear ? ` · ${t('memAge', { age: thisYear() - member.birthYear })}` : ''}</small></span>
                {member.isMinor ? <Tag tone="warm">{t('memMinor')}</Tag> : null}
                {member.relation === 'self' ? null : <Button kind="quiet" size="small" onClick={() => setRemoved(member)}>{common.t('remove')}</Button>}
              </div>
              {member.needs ? <p className={css.soft}>{member.needs}</p> : null}
            </Card>
          ))}
          <p className={css.soft}>{t('memLead')}</p>
          <Dialog isOpen={removed !== null} title={t('memRemoveAsk', { name: removed?.name ?? '' })} confirm={common.t('remove')} isDanger isBusy={remove.isRunning} onClose={() => setRemoved(null)} onConfirm={() => removed && void remove.run({ memberId: removed.memberId })} />
        </div>
      )}
    </Faces>
  );
}

function NewMemberSheet({ onClose }: { onClose: () => void }) {
  const { t } = useText(meText);
  const common = useText(text);
  const [name, setName] = useState('');
  const [relation, setRelation] = useState<(typeof relations)[number]>('elder');
  const [year, setYear] = useState('');
  const [needs, setNeeds] = useState('');
  const add = useCommand(api.accounts.addMember, { isQuiet: true, onDone: () => { showToast(t('memSaved')); onClose(); } });
  const save = (): void => void add.run({ name: name.trim(), relation, needs: needs.trim(), ...(/^\d{4}$/.test(year) && { birthYear: Number(year) }) });
  return (
    <Sheet isOpen title={t('memNew')} onClose={onClose} bar={<Button size="large" isWide isBusy={add.isRunning} disabled={name.trim() === ''} onClick={save}>{common.t('save')}</Button>}>
      <Chips label={t('memRelation')} isLabelShown value={relation} onChange={(value) => value && setRelation(value)} choices={relations.map((value) => ({ value, label: t(relationWords[value]) }))} />
      <TextInput label={t('memName')} placeholder={t('memNameHint')} value={name} onChange={setName} maxLength={30} />
      <TextInput label={t('memYear')} isOptional inputMode="numeric" placeholder={t('memYearHint')} value={year} onChange={(value) => setYear(value.replace(/\D/g, '').slice(0, 4))} wrong={add.refusal} />
      <TextArea label={t('memNeeds')} isOptional rows={3} maxLength={200} placeholder={t('memNeedsHint')} value={needs} onChange={setNeeds} />
    </Sheet>
  );
}
