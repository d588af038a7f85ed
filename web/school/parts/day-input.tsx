export { DayInput, TimeInput } from '../../shared/desk/day-input.tsx';
