"""Who says so: the passages of an article that it attributes to somebody, and who stands behind a span of it."""

from generator.annotate.attribution.attributions import attributions_in, read_attributions, voucher_for

__all__ = ["attributions_in", "read_attributions", "voucher_for"]
