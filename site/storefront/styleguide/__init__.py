"""Every component in every state, for whoever builds a page and for whoever checks that it can be read."""
