/** The menu bar of the desktop host. */
export const menu = {
  file: 'File',
  outputs: 'Show Takes in Folder',
  log: 'Show Log File',
  data: 'Show Data Folder',
  quit: 'Quit',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
};
