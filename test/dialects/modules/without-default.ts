export const dialect = 1;
