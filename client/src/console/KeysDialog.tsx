import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';

const lines = [
  { keys: ['→'], words: 'next' },
  { keys: ['←'], words: 'previous' },
  { keys: ['↑', '↓'], words: 'passage' },
  { keys: ['B'], words: 'blank' },
  { keys: ['Z'], words: 'freeze' },
  { keys: ['W'], words: 'whatIf' },
  { keys: ['R'], words: 'resolution' },
  { keys: ['−'], words: 'smaller' },
  { keys: ['+'], words: 'larger' },
  { keys: ['Ctrl+Alt+P'], words: 'fromAnywhere' },
  { keys: ['?'], words: 'help' },
] as const;

/** All keys of the console. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('console.keys.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size={460}
    >
      <dl className="console-keys">
        {lines.map(({ keys, words }) => (
          <div key={words}>
            <dt>
              <ThaiText>{t(`console.keys.${words}`)}</ThaiText>
            </dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="console-hint">
        <ThaiText>{t('console.keys.about')}</ThaiText>
      </p>
    </Modal>
  );
}
