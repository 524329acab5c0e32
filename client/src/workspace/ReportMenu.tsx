import { Button, Menu } from '@mantine/core';
import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import { IconFileDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { requestFile } from '../api/request.ts';
import { FormError } from '../ui/FormError.tsx';

const formats = ['docx', 'pdf', 'markdown'] as const;
type Format = (typeof formats)[number];
const endings: Record<Format, string> = { docx: 'docx', pdf: 'pdf', markdown: 'md' };

/** The report of the cycle as a file, made when it is asked for. */
export function ReportMenu({ cycle }: { cycle: CycleAnswer }) {
  const { t } = useTranslation();
  const report = useMutation({
    mutationFn: async (format: Format) => {
      const file = await requestFile(`/api/cycles/${encodeURIComponent(cycle.id)}/report?format=${format}`);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `${t('overview.fileName', { year: cycle.fiscalYearBE })}.${endings[format]}`;
      link.click();
      // The download has begun with the click.
      URL.revokeObjectURL(link.href);
    },
  });
  return (
    <div className="item-head-more">
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            loading={report.isPending}
            leftSection={<IconFileDownload size={18} stroke={1.75} aria-hidden />}
          >
            {t('overview.report')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('overview.about')}</Menu.Label>
          {formats.map((format) => (
            <Menu.Item key={format} onClick={() => report.mutate(format)}>
              {t(`overview.formats.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <FormError error={report.error} />
    </div>
  );
}
