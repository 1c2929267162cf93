"""Surnames in capitals."""

import pytest

from pressbox.sources.person_names import as_printed


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        ("Kasper  SCHMEICHEL", "Kasper Schmeichel"),
        ("Weston McKENNIE", "Weston McKennie"),
        ("Martin O'NEILL", "Martin O'Neill"),
        ("Quincy OWUSU-ABEYIE", "Quincy Owusu-Abeyie"),
        ("KANG Chang Gi", "Kang Chang Gi"),
        ("OH Beom-Seok", "Oh Beom-Seok"),
        ("Mustapha EL HADAOUI", "Mustapha El Hadaoui"),
        ("DOMINGOS DA GUIA", "Domingos da Guia"),
        ("Rafael VAN DER VAART", "Rafael van der Vaart"),
        ("Enrique DE LA MATA", "Enrique de la Mata"),
        ("Ilkay GÜNDOĞAN", "Ilkay Gündoğan"),
        ("Lester Hayes III", "Lester Hayes III"),
        ("Kevin GROßKREUTZ", "Kevin Großkreutz"),
        ("Jay DeMERIT", "Jay DeMerit"),
        ("Vinicius JR", "Vinicius Jr"),
        ("Dayne ST. CLAIR", "Dayne St. Clair"),
        ("AJ Leitch-Smith", "AJ Leitch-Smith"),
        ("M. Rosas", "M. Rosas"),
        ("J.J. Okocha", "J.J. Okocha"),
        ("Gabriel Jesus", "Gabriel Jesus"),
    ],
)
def test_only_words_begin_with_a_capital(listed: str, printed: str):
    assert as_printed(listed) == printed
