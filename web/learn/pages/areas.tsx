import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Card, Faces, Notice, Screen, SkeletonScreen, Tag } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { groupText } from './group.text.ts';

const clothTones = { red: 'danger', yellow: 'warm', green: 'jade', blue: 'sky', white: 'grey' } as const;

/** Which cloth and which tool for which part of a home, to look up at work as well. */
export default function Areas() {
  const { t, say } = useText(groupText);
  const found = useView(['courses', 'areaRules'], () => api.courses.areaRules({}), { live: false, staleSeconds: 3600 });
  return (
    <Screen title={t('areas')} back="/classes">
      <Notice tone="sky">{t('areasLead')}</Notice>
      <Faces of={found} loading={<SkeletonScreen />}>
        {({ items }) => (
          <div className={css.stack} data-testid="areas">
            {items.map((rule) => (
              <Card key={rule.area} title={say(rule.name)} aside={<Tag tone={clothTones[rule.cloth]}>{say(rule.clothName)}</Tag>}>
                <div className={css.stack}>
                  <p>{say(rule.words)}</p>
                  <ul className={css.plain}>{rule.tools.map((tool) => <li key={tool.code}><b>{say(tool.name)}</b><br /><span className={css.soft}>{say(tool.use)}</span></li>)}</ul>
                </div>
              </Card>
            ))}
          </div>
        )}
      </Faces>
    </Screen>
  );
}
