import { useState } from 'react';
import { api, type View } from '../api.ts';
import { useText } from '../i18n.ts';
import { Button, Card, PhoneInput, Switch, Tag, TextInput, isPhone, showToast } from '../kit/index.ts';
import { useCommand } from '../use-command.ts';
import css from './sos.module.css';
import { sosText } from './sos.text.ts';

type Contact = NonNullable<View<'support', 'mySos'>['contact']>;

/** Whom the desk may tell, if anybody: the number is not shown again, only its mask. */
export function EmergencyContact({ of, isKnown }: { of: Contact | null; isKnown: boolean }) {
  const { t } = useText(sosText);
  const [isEditing, setEditing] = useState(false);
  const remove = useCommand(api.support.removeEmergencyContact, { refreshes: [['support', 'mySos']], onDone: () => showToast(t('removed')) });
  return (
    <Card title={t('contact')} {...(isKnown && !isEditing && { aside: <Button size="small" kind="soft" data-testid="sos-contact-edit" onClick={() => setEditing(true)}>{t('edit')}</Button> })}>
      {isEditing ? <Form of={of} onDone={() => setEditing(false)} /> : (
        <div className={css.stack}>
          <p className={css.soft}>{t('contactNote')}</p>
          {of ? (
            <>
              <p><b>{of.name}</b>{of.relation ? ` · ${of.relation}` : ''} · {of.maskedPhone} <Tag tone={of.isTold ? 'jade' : 'grey'}>{of.isTold ? t('mayTell') : t('mayNotTell')}</Tag></p>
              <Button kind="quiet" size="small" isBusy={remove.isRunning} onClick={() => void remove.run({})}>{t('remove')}</Button>
            </>
          ) : <p>{t('contactNone')}</p>}
        </div>
      )}
    </Card>
  );
}

function Form({ of, onDone }: { of: Contact | null; onDone: () => void }) {
  const { t } = useText(sosText);
  const [name, setName] = useState(of?.name ?? '');
  const [relation, setRelation] = useState(of?.relation ?? '');
  const [phone, setPhone] = useState('');
  const [isTold, setTold] = useState(of?.isTold ?? false);
  const save = useCommand(api.support.setEmergencyContact, { refreshes: [['support', 'mySos']], onDone: () => { showToast(t('saved')); onDone(); } });
  return (
    <div className={css.stack}>
      <TextInput label={t('name')} value={name} onChange={setName} maxLength={20} wrong={save.refusal?.field === 'name' ? save.refusal : undefined} />
      <TextInput label={t('relation')} value={relation} onChange={setRelation} maxLength={20} placeholder={t('relationHint')} />
      <PhoneInput label={t('phone')} value={phone} onChange={setPhone} />
      <Switch label={t('agree')} note={t('agreeNote')} isOn={isTold} onChange={setTold} />
      <Button size="large" isWide isBusy={save.isRunning} disabled={name.trim() === '' || !isPhone(phone)} data-testid="sos-contact-save" onClick={() => void save.run({ name: name.trim(), relation: relation.trim(), phone, isTold })}>{t('save')}</Button>
    </div>
  );
}
