"""Every write of readiness: what owners attest, snapshots, and computing them anew."""
