"""Claims where shops are needed: the seller's section, the curator's decision, and the files of evidence."""
