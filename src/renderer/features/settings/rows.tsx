export { Group, Row } from '../../ui/SettingRows';
