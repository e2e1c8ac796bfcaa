/** A thread that ends while it gets ready. */
process.exit(7);
