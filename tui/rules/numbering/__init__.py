"""Q5xx: the numbers of headings, points and lists."""
