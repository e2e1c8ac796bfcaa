export default { name: 'plain' };
