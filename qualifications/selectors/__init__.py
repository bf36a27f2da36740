"""Reads of the size of a page, over several models, in a fixed number of queries."""

from qualifications.selectors.boom import boom
from qualifications.selectors.matrices import talen, uitstroommatrix

__all__ = ["boom", "talen", "uitstroommatrix"]
