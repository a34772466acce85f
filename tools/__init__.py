"""What `make` runs: set-up, assets, catalogues, measuring and pictures. The portal never imports it."""
