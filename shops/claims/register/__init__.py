"""The ministry's register of TKDN certificates: its export, and whose each one may be."""
