"""Reports, agenda decisions, observances, standing things and noted documents in Spanish."""

from __future__ import annotations

import pytest

from operative.record import Due
from tests.meaning.said import said

ASKS = "Solicita al Secretario General que "


def due(paragraph: str) -> Due | None:
    """When the one report of a paragraph is due."""
    (report,) = said(paragraph, language="es").reports
    return report.due


@pytest.mark.parametrize(
    ("paragraph", "sessions"),
    [
        (ASKS + "en su sexagésimo sexto período de sesiones le presente un informe sobre los faros;", (66,)),
        (ASKS + "la informe sobre los arrecifes en sus períodos de sesiones sexagésimo quinto y sexagésimo sexto;",
         (65, 66)),
        (ASKS + "la mantenga informada, en su septuagésimo período de sesiones, de las mareas;", (70,)),
        (ASKS + "le presente un informe sobre las boyas en su próximo período de sesiones;", (65,)),
        (ASKS + "en el informe que ha de presentarle en su sexagésimo séptimo período de sesiones incluya las boyas;",
         (67,)),
        ("Decide que la Junta de Faros le presentará un informe en su sexagésimo octavo período de sesiones;", (68,)),
        (ASKS + "informe al grupo de trabajo especial en su sexagésimo quinto período de sesiones sobre las boyas;",
         (65,)),
        ("Decide que el grupo de trabajo informe a la Sexta Comisión en el sexagésimo quinto período de sesiones;",
         (65,)),
        (ASKS + "organice, en su sexagésimo quinto período de sesiones, una reunión informativa sobre las mareas;",
         (65,)),
        (ASKS + "prepare un informe sobre los faros y que en su sexagésimo sexto período de sesiones la informe al"
         " respecto;", (66,)),
        (ASKS + "le presente en su sexagésimo sexto período de sesiones un informe que tenga en cuenta el informe"
         " presentado en el sexagésimo cuarto período de sesiones;", (66,)),
    ],
)  # fmt: skip
def test_sessions_of_reports(paragraph: str, sessions: tuple[int, ...]) -> None:
    found = due(paragraph)
    assert found is not None
    assert found.sessions == sessions


@pytest.mark.parametrize(
    ("paragraph", "field", "value"),
    [
        (ASKS + "presente un informe sobre los faros a más tardar el 30 de junio de 2011;", "date", "2011-06-30"),
        (ASKS + "presente un informe sobre los faros antes de fines de 2011;", "date", "2011"),
        (ASKS + "la informe anualmente sobre las mareas;", "recurrence", "annual"),
        (ASKS + "la informe cada dos años sobre las mareas;", "recurrence", "biennial"),
        (ASKS + "presente un informe sobre los faros en un plazo de tres meses;", "within", "P3M"),
        (ASKS + "incluya las mareas en su próximo informe sobre los faros;", "other", "en su próximo informe"),
        (ASKS + "celebre periódicamente reuniones informativas con los Estados Miembros;", "recurrence", "regular"),
        (ASKS + "presente informes periódicos sobre las mareas;", "recurrence", "regular"),
        (ASKS + "la informe en el primer trimestre de 2011 sobre las mareas;", "date", "2011"),
        (ASKS + "vele por que los informes anuales de la Junta sigan incluyendo las boyas;", "recurrence", "annual"),
        (ASKS + "mantenga al día sobre ello periódicamente a la Junta de Faros;", "recurrence", "regular"),
    ],
)
def test_other_times_of_reports(paragraph: str, field: str, value: str) -> None:
    assert getattr(due(paragraph), field) == value


@pytest.mark.parametrize(
    "paragraph",
    [
        "Toma nota del informe que presentó el Secretario General;",
        "Exhorta a los capitanes a que faciliten el intercambio de cartas náuticas;",
        "Invita a los capitanes a que informen a las tripulaciones sobre la niebla;",
        "Alienta a los Estados a que informen sin demora a los países vecinos de los naufragios;",
        "Exhorta a los Estados a que transmitan información sobre la niebla;",
        ASKS + "facilite la evaluación de las boyas;",
        ASKS + "siga elaborando instrumentos y estudios sobre las mareas;",
        "Reitera la importancia de que la Junta de Faros aplique las recomendaciones y de que informe al respecto;",
        ASKS + "figuren en negrita los documentos que los puertos presenten para su examen con sus conclusiones;",
        "Pide a los puertos que velen por que la información que reúna y transmita un mecanismo de informes sea fiel;",
        ASKS + "tenga en cuenta la niebla en las comunicaciones que le presente para su examen;",
        "Solicita que las actualizaciones del mandato se pongan a disposición de todos los Estados Miembros;",
        "Insta a los puertos a presentar a la Oficina cualquier solicitud u ofrecimiento de faros e información;",
    ],
)
def test_no_report(paragraph: str) -> None:
    assert not said(paragraph, language="es").reports


@pytest.mark.parametrize(
    "paragraph",
    [
        ASKS + "examine el presupuesto anual de los faros y presente un informe al respecto;",
        "Invita a los Estados a que, en sus informes para el examen periódico universal, incluyan las mareas;",
        ASKS + "tramite las licencias en 15 días y le presente un informe al respecto;",
        ASKS + "presente un informe sobre los daños causados desde el 1 de julio de 2007;",
        "Invita a los Estados a que comuniquen al Secretario General sus opiniones sobre las boyas;",
        ASKS + "proporcione a la Oficina de los Faros y las Boyas información sobre las mareas;",
        ASKS + "en la próxima propuesta presupuestaria informe sobre las boyas;",
        "Alienta a los Estados a que aborden las mareas en los exámenes nacionales voluntarios que presenten;",
        ASKS + "transmita dicho informe a la Junta de Faros;",
        "Insta a los Estados a que proporcionen al Secretario General información completa y oportuna, de conformidad"
        " con el Convenio de Faros;",
        ASKS + "incluya detalles al respecto en todos los informes que presente a la Junta de Faros;",
        "Alienta a los Estados a que informen al instituto de sus boyas;",
        "Invita a los puertos a que den a conocer datos sobre las mareas;",
        "Solicita a la Presidencia que designe a dos prácticos que propongan opciones;",
        ASKS + "presente un informe en la octava reunión bienal de los puertos;",
    ],
)
def test_reports_of_no_time(paragraph: str) -> None:
    found = due(paragraph)
    assert found is None or not (found.sessions or found.date or found.recurrence or found.within)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Solicita al Secretario General que proponga, para su examen, medidas contra la niebla;",
        "Solicita al Secretario General que proponga medidas contra la niebla para que las examine;",
        "Alienta a los Estados a que compartan información y datos de esa índole con la Oficina;",
        "Alienta a los puertos a que transmitan esos datos, de forma voluntaria, a la Oficina de Faros;",
        "Invita a los Estados a que proporcionen a la Oficina información pertinente sobre faros y datos desglosados;",
        "Insta a los puertos a que informen en consecuencia a la Oficina de Faros sobre las direcciones;",
        "Invita a los puertos a que informen lo antes posible a la secretaría de su intención;",
        "Alienta a los Estados a favorecer la calma, suministrando datos precisos al Registro de Boyas;",
        "Insta a los puertos a que hagan lo posible por poner esos datos a disposición de las entidades competentes;",
        "Insta a los Gobiernos a que cooperen con la Relatora y le suministren toda la información necesaria;",
        "Solicita a los puertos que ayuden a la Dependencia presentándole oportunamente toda la información;",
        "Solicita que la Enviada siga participando mediante un diálogo interactivo;",
        "Solicita a la Secretaría que publique un compendio de las mejores prácticas de los fareros;",
        "Solicita a la Secretaría que prepare y distribuya las propuestas sobre faros;",
        "Solicita a la Secretaría que prepare un análisis exhaustivo de los faros;",
        "Solicita a la Dependencia que siga centrando sus informes en los faros;",
        "Solicita a la Dependencia que incluya en el anexo de su informe las estadísticas sobre los faros;",
        "Solicita al Secretario General que incluya en el examen amplio una evaluación de los faros;",
        "Insta a los puertos a que en la información que proporcionen al Secretario General faciliten datos;",
        "Invita a los Estados a que, en los informes que presenten, consideren la posibilidad de abordar la niebla;",
        "Solicita al Secretario General que en futuros informes sobre los faros evalúe la niebla;",
        "Reitera su solicitud al Secretario General de que incluya información actualizada sobre los riesgos;",
        "Alienta a los puertos a que reúnan y, cuando proceda, presenten a la Oficina de Faros los datos exigidos;",
        "Decide que el secretario de la Reunión preparará documentos conceptuales sobre los faros;",
        "Decide que las Presidencias presentarán resúmenes de los debates;",
        "Decide que los resúmenes de los diálogos deberán presentarse a la Reunión;",
        "Decide que las Presidencias se encargarán, a título personal, de preparar un resumen de los debates;",
        "Decide organizar otra reunión informativa;",
        "Invita a los puertos a que proporcionen voluntariamente información que pueda hacer más segura la niebla;",
    ],
)
def test_what_asks_for_a_report(paragraph: str) -> None:
    assert len(said(paragraph, language="es").reports) == 1


@pytest.mark.parametrize(
    ("paragraph", "recurrence"),
    [
        ("Solicita al Secretario General que realice periódicamente actividades de vigilancia y presentación de"
         " informes;", "regular"),
        ("Alienta a los Estados a que aporten periódicamente información actualizada a la Base de Datos;", "regular"),
        ("Invita a los puertos a que presenten periódicamente a la Oficina datos sobre los faros mediante los"
         " cuestionarios para los informes anuales;", "regular"),
        ("Solicita a los puertos que examinen periódicamente los faros y presenten un informe a la Oficina;", None),
    ],
)  # fmt: skip
def test_how_often(paragraph: str, recurrence: str | None) -> None:
    (report,) = said(paragraph, language="es").reports
    assert (report.due and report.due.recurrence) == recurrence


def test_tasks_in_the_infinitive() -> None:
    record = said(
        "Decide que el mandato de la Junta de Faros será el siguiente:",
        "(a) Formular recomendaciones sobre las boyas;",
        "(b) Presentar un informe a la Asamblea General en su sexagésimo sexto período de sesiones;",
        language="es",
    )
    assert [(report.para, report.due.sessions if report.due else ()) for report in record.reports] == [
        ("1(a)", ()),
        ("1(b)", (66,)),
    ]


def test_who_is_asked_is_not_who_is_told() -> None:
    (report,) = said(ASKS + "presente un informe a la Asamblea General;", language="es").reports
    assert report.by == ("Secretario General",)
    assert report.to == "Asamblea General"


def test_the_report_mentioned_is_due_when_asked_for() -> None:
    _, second = said(
        ASKS + "le presente un informe en su sexagésimo sexto período de sesiones;",
        ASKS + "en el informe mencionado, incluya las boyas;",
        language="es",
    ).reports
    assert second.due is not None
    assert second.due.sessions == (66,)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Decide incluir en el programa provisional de su sexagésimo sexto período de sesiones, bajo el tema titulado"
         " “Mares”, el subtema titulado “Faros”.", [(66, "include", "Faros")]),
        ("Solicita al Secretario General que en su sexagésimo quinto período de sesiones le presente un informe y"
         " decide incluir en el programa provisional de ese período de sesiones el tema titulado “Boyas”.",
         [(65, "include", "Boyas")]),
        ("Decide seguir examinando la cuestión en su sexagésimo quinto período de sesiones, en relación con el tema"
         " titulado “Arrecifes”.", [(65, "consider", "Arrecifes")]),
        ("Decide seguir ocupándose de la cuestión.", [(None, "consider", None)]),
        ("Decide aplazar el examen de las boyas hasta su sexagésimo séptimo período de sesiones;",
         [(67, "consider", None)]),
        ("Decide examinar en sus períodos de sesiones sexagésimo quinto y sexagésimo sexto la cuestión de las boyas,"
         " sin perjuicio de la labor realizada en su sexagésimo cuarto período de sesiones;",
         [(65, "consider", None), (66, "consider", None)]),
        ("Decide que la Junta de Faros se reunirá durante el sexagésimo quinto período de sesiones;", []),
    ],
)  # fmt: skip
def test_agenda(paragraph: str, expected: list[tuple[int | None, str, str | None]]) -> None:
    found = said(paragraph, language="es").agenda
    assert [(one.session, one.action, one.item) for one in found] == expected


@pytest.mark.parametrize(
    ("paragraph", "kind", "action", "name"),
    [
        ("Decide proclamar el 7 de agosto Día Internacional de los Faros;", "day", "proclaim",
         "Día Internacional de los Faros"),
        ("Proclama 2027 Año Internacional de los Arrecifes;", "year", "proclaim", "Año Internacional de los Arrecifes"),
        ("Invita a todos los Estados a que celebren de manera apropiada el Día Mundial del Farero;", "day", "observe",
         "Día Mundial del Farero"),
        ("Decide convocar en 2027, con los recursos disponibles, una conferencia sobre los faros;", "conference",
         "convene", "conferencia sobre los faros"),
        ("Decide que la Conferencia sobre los Faros se celebrará en Lisboa del 3 al 5 de mayo de 2027;", "conference",
         "convene", "Conferencia sobre los Faros"),
        (ASKS + "disponga que la Conferencia sobre los Faros se reanude en Lisboa;", "conference", "convene",
         "Conferencia sobre los Faros"),
        ("Decide convocar, con arreglo al programa de reuniones para el período comprendido entre 2010 y 2014 convenido"
         " en la reunión de los puertos y recordado en la reunión de los prácticos y de los fareros, una conferencia"
         " sobre los faros;", "conference", "convene", "conferencia sobre los faros"),
        ("Decide que el Foro Permanente de los Faros celebrará su primer período de sesiones al año siguiente;",
         "forum", "convene", "Foro Permanente de los Faros"),
    ],
)  # fmt: skip
def test_observances(paragraph: str, kind: str, action: str, name: str) -> None:
    (observance,) = said(paragraph, language="es").observances
    assert (observance.kind, observance.action, observance.name) == (kind, action, name)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Decide que la Reunión de los Puertos, que se celebrará en Lisboa el 3 de mayo de 2027, examine las boyas;",
        "Solicita a la Presidencia que adopte las medidas apropiadas para organizar la reunión de los puertos;",
        "Solicita a la Secretaría que proporcione notas en el idioma de la persona que presida la reunión;",
        "Invita a los puertos a que elaboren medidas apropiadas para celebrar el Decenio Internacional de los Faros;",
    ],
)
def test_no_observance(paragraph: str) -> None:
    assert said(paragraph, language="es").observances == ()


@pytest.mark.parametrize(
    ("paragraph", "kind", "action"),
    [
        ("Decide establecer un comité de faros, integrado por diez capitanes;", "body", "establish"),
        ("Decide prorrogar el mandato de la Junta de Faros hasta el 30 de junio de 2011;", "mandate", "extend"),
        ("Solicita al Secretario General que establezca un fondo fiduciario para los faros;", "fund", "establish"),
    ],
)
def test_standing(paragraph: str, kind: str, action: str) -> None:
    (standing,) = said(paragraph, language="es").standing
    assert (standing.kind, standing.action) == (kind, action)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Toma nota del informe del Secretario General sobre los faros;", [("report", "Secretario General")]),
        ("Hace suyas las conclusiones y recomendaciones de la Junta de Faros;",
         [("recommendations", "Junta de Faros")]),
        ("Observa los progresos realizados en la preparación del informe;", []),
    ],
)  # fmt: skip
def test_noted(paragraph: str, expected: list[tuple[str, str | None]]) -> None:
    found = said(paragraph, language="es").noted_documents
    assert [(one.what, one.of) for one in found] == expected
