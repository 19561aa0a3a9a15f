"""Who says so: the passages of an article that it attributes to somebody, and who stands behind a span of it."""

from generator.annotate.attribution.attributions import read_attributions, voucher_for

__all__ = ["read_attributions", "voucher_for"]
