"""N4xx: numbers and dates as they are written."""
