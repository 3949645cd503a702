"""Words, slugs, times and addresses: what a text is made of, whatever it is for."""
