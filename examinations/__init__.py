"""The event itself: sittings, assessments and results. Still empty.

May import every other app; nothing stands above it but the addresses of the project.
"""
