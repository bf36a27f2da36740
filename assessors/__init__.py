"""Who may judge: the Register Gekwalificeerd Praktijkbeoordelaar. Still empty.

May import `schools` and `qualifications`; knows nothing of instruments and scores.
"""
