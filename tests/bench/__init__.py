"""What the benches make of their figures; none of them runs here."""
