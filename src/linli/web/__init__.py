"""Layout, home, workbench, elder mode, PWA, API root, demo data: composes the modules."""
