"""From a dossier to draft texts: pure functions of plain values, without database.

Nothing is invented here. A draft holds the words of the dossier, our own plain instructions, and `[[…]]` wherever a
person must still decide something. The texts are document content, not screen texts: stored, and always Dutch.
"""
