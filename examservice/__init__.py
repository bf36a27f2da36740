"""The project: settings, addresses and start-up. Imports every app; nobody imports it, except `examservice.lib`."""
