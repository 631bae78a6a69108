"""N4xx: how numbers and dates are written."""
