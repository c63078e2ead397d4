"""The norms: one module per rule, each a pure function from columns to columns of whole numbers."""
