if (import.meta.url !== '') throw new TypeError('not today');

export default undefined;
