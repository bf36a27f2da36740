"""What is judged, and how: the exameninstrument of one crebo and its documents on paper.

Owns beoordelingsformulier, beoordelingscriterium and examenopdracht, and makes their PDFs. May import `schools` and
`qualifications`; knows nothing of who judges whom. Front door: `services`, `selectors`.
"""
