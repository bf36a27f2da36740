"""A worked example for the demo world: what a vakcommissie could write at the open points of one assignment.

Invented by this project, for the context Metaal of crebo 25895; no official text. Per section the answers to its open
points, in the order in which they stand there.
"""

METAAL = {
    "Situatie": (
        "**Voorbeeldinhoud.** Je werkt bij Metaalbedrijf De Voorbeeldsmid. Dit bedrijf maakt onderdelen voor "
        "landbouwmachines. Een klant heeft zes steunen met een gedraaide bus besteld. De steunen komen onder een "
        "zaaimachine en moeten precies passen.",
    ),
    "Opdracht": (
        "**Voorbeeldinhoud.** Je maakt zes steunen met een bus, volgens tekening en werkinstructie. Je bereidt het "
        "werk voor, zaagt en boort de plaat, draait de bus, past de delen in elkaar, last of boutverbindt ze, meet het "
        "resultaat en draagt het werk over. Twee steunen krijgen een ander gatenpatroon: dat verwerk je zelf.",
    ),
    "Wat lever je in?": (
        "**voorbeeldinhoud:** zes steunen, je werkplanning, je meetrapport met de maten van alle zes, en een korte "
        "notitie over de wijziging en over wat je een volgende keer anders doet",
    ),
    "Tijd en hulpmiddelen": (
        "16 uur, verdeeld over 3 dagen (voorbeeldinhoud)",
        "de machines en meetmiddelen van de werkplaats, de tekening, de werkinstructie en een tabellenboek "
        "(voorbeeldinhoud)",
    ),
}
