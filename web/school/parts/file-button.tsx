export { FileButton } from '../../shared/desk/file-button.tsx';
