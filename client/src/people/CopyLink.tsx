import { Button, CopyButton, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** A link to hand on, selected on focus, with a button that copies it. */
export function CopyLink({ label, link }: { label: string; link: string }) {
  const { t } = useTranslation();
  return (
    <div className="people-link">
      <TextInput label={label} value={link} readOnly onFocus={(event) => event.currentTarget.select()} />
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            onClick={copy}
            leftSection={
              copied ? (
                <IconCheck size={18} stroke={1.75} aria-hidden />
              ) : (
                <IconCopy size={18} stroke={1.75} aria-hidden />
              )
            }
          >
            <span aria-live="polite">{t(copied ? 'people.copied' : 'people.copy')}</span>
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
