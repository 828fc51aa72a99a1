"""The language of prose: markup, filters, rendering, and the quantities that Chinese text names."""
