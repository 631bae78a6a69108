"""Programs that keep the catalogue, the READMEs and the pictures up to date."""
