import { dialog } from 'electron';

/** What a person chooses in the system's own dialogs; undefined when they close one. */

const backups = [{ name: 'CosyVoice Studio', extensions: ['cvbackup'] }];

export async function chooseFolder(): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] });
  return filePaths[0];
}

export async function chooseBackup(): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog({ properties: ['openFile'], filters: backups });
  return filePaths[0];
}

/** The system asks before a file is replaced. */
export async function chooseBackupTarget(name: string): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name, filters: backups });
  return canceled || filePath === '' ? undefined : filePath;
}
