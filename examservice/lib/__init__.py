"""Plain modules, one topic each, that know no app and have no models."""
