import { Button, Modal, TextInput } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeepVersion } from '../api/history.ts';
import { FormError } from '../ui/FormError.tsx';

const maxLength = 200;

/** Keeps the current text under a name. */
export function NameVersion({ cycle, document }: { cycle: string; document: string }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState('');
  const keeping = useKeepVersion(cycle, document);
  return (
    <>
      <Button
        variant="default"
        size="sm"
        className="history-name"
        leftSection={<IconBookmark size={18} stroke={1.75} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        {t('history.name')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('history.name')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === '' || keeping.isPending) return;
            keeping.mutate(name.trim(), {
              onSuccess: () => {
                setName('');
                setIsOpen(false);
              },
            });
          }}
        >
          <TextInput
            label={t('history.nameLabel')}
            description={t('history.nameHelp')}
            value={name}
            maxLength={maxLength}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {keeping.isError && <FormError error={keeping.error} />}
          <div className="history-buttons">
            <Button type="submit" loading={keeping.isPending} disabled={name.trim() === ''}>
              {t('history.nameSave')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
