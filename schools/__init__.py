"""Who is who, and where: accounts, schools, memberships with a role, and the append-only event log.

May import `qualifications` and `examservice.lib`; knows nothing of instruments and assessors.
Front door: `services`, `permissions`.
"""
