/** Asks for the link of a file and lets the browser fetch it; what is refused is told in the corner. */
import { DownloadLinkDocument, type DownloadFile } from '../../generated/graphql.ts';
import { flash } from '../parts/flash.tsx';
import { problemOf } from '../parts/notice.tsx';
import { useService } from './service.ts';

export function useDownload(): (file: DownloadFile) => Promise<void> {
  const service = useService();
  return async (file) => {
    try {
      const { download } = await service.query(DownloadLinkDocument, { file });
      if (download) follow(download);
      else flash({ code: 'FILE_GONE', message: 'There is no such file any more.', remedy: 'Load the page again.' });
    } catch (error) {
      flash(problemOf(error instanceof Error ? error : new Error(String(error))));
    }
  };
}

function follow({ url, name }: { readonly url: string; readonly name: string }): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
