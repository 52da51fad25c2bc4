"""The map page: one self-contained HTML file, both the static export and the body of the dashboard's frame."""
