/** A button that downloads a file. */
import type { DownloadFile } from '../../generated/graphql.ts';
import { useDownload } from '../live/use-download.ts';
import { Icon } from './icon.tsx';

export function DownloadButton({ file, label = 'Download' }: { readonly file: DownloadFile; readonly label?: string }) {
  const download = useDownload();
  return (
    <button type="button" className="button small" onClick={() => void download(file)}>
      <Icon name="download" size={13} /> {label}
    </button>
  );
}
