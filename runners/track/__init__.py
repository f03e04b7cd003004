"""Everything that keeps what a run says: journal, supervisor, shipper."""
