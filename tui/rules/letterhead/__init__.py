"""L2xx: the letterhead, its dates, and the tone towards the superior organ."""
