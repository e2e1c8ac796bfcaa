await Promise.resolve();

export default undefined;
