"""What Spanish paragraphs do: further verbs, verbs whose English key the words after them decide, whom they direct."""

from __future__ import annotations

import pytest

from tests.meaning.said import said, verbs


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Acoge con beneplácito el faro y solicita al Secretario General que lo encienda;", ["welcome", "request"]),
        ("Observa la labor de los prácticos, que reconocen las señales y anotan las mareas;", ["note"]),
        ("Observa que la niebla ha aumentado y, a este respecto, exhorta a los Estados a encender los faros;",
         ["note", "call upon"]),
        ("Destaca que los puertos se encenagan y subraya la necesidad de dragarlos;", ["stress", "underline"]),
        ("Destaca que los puertos se encenagan y, a este respecto, subraya su valor;", ["stress", "underline"]),
        ("Toma nota de la carta náutica, la encomia e invita a imprimirla;", ["take note", "commend", "invite"]),
        ("Reconoce la utilidad de las campanas, por lo que alienta a repicarlas;", ["recognize", "encourage"]),
        ("Reafirma la importancia de las boyas, al tiempo que reconoce su costo;", ["reaffirm"]),
        ("Sigue alentando a los prácticos a que vigilen los arrecifes;", ["encourage"]),
        ("Pide que se impriman las tablas de mareas;", ["call for"]),
        ("Pide al Secretario General que imprima las tablas de mareas;", ["request"]),
        ("Pide a todos los capitanes que eviten los arrecifes;", ["call for"]),
        ("Reitera su petición a la Secretaría de que mida las mareas;", ["request"]),
        ("Reitera su apoyo a la invitación del Consejo de Faros;", ["support"]),
        ("Reitera la importancia de las solicitudes de dragado;", ["reiterate"]),
        ("Recuerda su resolución sobre los faros;", ["recall"]),
        ("Recuerda a los capitanes su deber de vigilancia;", ["remind"]),
        ("Aprueba el informe sobre las boyas;", ["approve"]),
        ("Aprueba la siguiente declaración sobre las boyas;", ["adopt"]),
        ("Señala la labor de los fareros;", ["note"]),
        ("Señala a la atención de los capitanes la niebla;", ["draw attention"]),
        ("Espera que los puertos se draguen;", ["expect"]),
        ("Espera con interés la llegada del buque;", ["look forward"]),
        ("Expresa su gratitud a los fareros;", ["express gratitude"]),
        ("Encomia el faro, se compromete a conservarlo y toma debida nota de su costo;",
         ["commend", "commit", "take note"]),
        ("Acoge con beneplácito la carta y denuncia cualquier intento de borrarla;", ["welcome", "condemn"]),
    ],
)  # fmt: skip
def test_verbs(paragraph: str, expected: list[str]) -> None:
    assert [verb for _, verb in verbs(said(paragraph, language="es"))] == expected


def test_what_only_looks_like_a_verb_of_the_organ_is_none() -> None:
    record = said("Exhorta a la Junta de Faros a que:", "(a) Cree y mantenga un registro de boyas;", language="es")
    assert verbs(record) == [("1", "call upon")]


@pytest.mark.parametrize(
    ("paragraph", "named"),
    [
        ("Solicita al Secretario General que mida las mareas;", ["Secretario General"]),
        ("Exhorta a la Junta de Faros a que encienda las lámparas;", ["Junta de Faros"]),
        ("Invita a los Estados Miembros, las organizaciones regionales y el sector privado a dragar los puertos;",
         ["Estados Miembros", "organizaciones regionales", "sector privado"]),
        ("Insta a los gobiernos, en particular los de las islas, a que cuiden los arrecifes;", ["gobiernos"]),
        ("Alienta a los Estados que todavía no lo hayan hecho a que impriman las tablas;", ["Estados"]),
        ("Alienta la impresión de las tablas de mareas;", []),
        ("Alienta a imprimir las tablas de mareas;", []),
        ("Insta a que se draguen los puertos;", []),
        ("Alienta a que los Estados y las organizaciones regionales adopten medidas;",
         ["Estados", "organizaciones regionales"]),
        ("Alienta a que prosiga la cooperación entre las Naciones Unidas y la Junta de Faros;", []),
        ("Reitera su exigencia de que Israel, la Potencia ocupante, ponga fin al uso de sirenas;", ["Israel"]),
        ("Reitera su solicitud de que el Secretario General presente información;", ["Secretario General"]),
        ("Pide a todas las partes que enciendan las lámparas;", ["todas las partes"]),
        ("Pide que se enciendan las lámparas;", []),
        ("Exhorta a Myanmar a que encienda las lámparas;", ["Myanmar"]),
        ("Invita a las organizaciones internacionales y regionales, según sus mandatos, y a su Presidencia a medir;",
         ["organizaciones internacionales y regionales", "su Presidencia"]),
        ("Insta a estos a que cuiden los arrecifes;", ["estos"]),
        ("Exige que todas las partes pongan fin al uso de sirenas;", ["todas las partes"]),
    ],
)  # fmt: skip
def test_addressees(paragraph: str, named: list[str]) -> None:
    assert list(said(paragraph, language="es").acts[0].addressees) == named


def test_a_pronoun_before_the_verb_is_whom_it_directs() -> None:
    record = said("Encomia a la Organización Mundial de la Salud y la invita a medir las mareas;", language="es")
    assert record.acts[1].addressees == ("la",)
    assert record.acts[1].actors == ("un:who",)
