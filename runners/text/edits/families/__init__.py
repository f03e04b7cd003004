"""One module a family; each finds places of a summary with `find_sites(reading)`."""
