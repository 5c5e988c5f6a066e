"""Every write at the curators' desk: cases and their steps, takings, reasons, complaints, imports."""
