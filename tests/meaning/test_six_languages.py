"""Sentences that say the same in the six languages ask for the same reports and convene or keep the same."""

from __future__ import annotations

import pytest

from tests.meaning.said import said

# fmt: off
REPORTS: list[tuple[str, tuple[int, ...] | str | None, dict[str, str]]] = [
    ("written answers", None, {
        "en": "Requests the Secretariat to prepare written responses to the questions of the keepers;",
        "ar": "تطلب إلى الأمانة العامة أن تعد ردودا خطية على أسئلة الحراس؛",
        "es": "Solicita a la Secretaría que prepare respuestas por escrito a las preguntas de los fareros;",
        "fr": "Prie le Secrétariat de préparer des réponses écrites aux questions des gardiens ;",
        "ru": "просит Секретариат подготовить письменные ответы на вопросы смотрителей;",
        "zh": "请秘书处对守塔人的问题作出书面回应；",
    }),
    ("a study that a report takes up", None, {
        "en": "Encourages the pilots to carry out a study of the fog, to be considered by the Secretary-General in his"
              " report;",
        "ar": "تشجع المرشدين على إجراء دراسة للضباب لكي ينظر فيها الأمين العام في تقريره؛",
        "es": "Alienta a los prácticos a que lleven a cabo un estudio de la niebla, que el Secretario General"
              " considerará en su informe;",
        "fr": "Engage les pilotes à mener une étude sur la brume, dont le Secrétaire général tiendra compte dans son"
              " rapport ;",
        "ru": "рекомендует лоцманам изучить туманы для рассмотрения в докладе Генерального секретаря;",
        "zh": "鼓励领航员就雾情进行研究，由秘书长在其报告内加以考虑；",
    }),
    ("every effort to inform", None, {
        "en": "Urges the ports to make every possible effort to provide comprehensive information and adhere to the"
              " tide tables;",
        "ar": "تحث الموانئ على بذل كل جهد ممكن لتوفير معلومات وافية والتقيد بجداول المد؛",
        "es": "Insta a los puertos a que hagan todo lo posible por proporcionar información amplia y respetar las"
              " tablas de mareas;",
        "fr": "Exhorte les ports à faire tout leur possible pour fournir des informations détaillées et respecter les"
              " tables des marées ;",
        "ru": "настоятельно призывает порты прилагать все возможные усилия по представлению всеобъемлющей информации и"
              " соблюдению таблиц приливов;",
        "zh": "敦促各港口尽一切努力提供全面信息，并遵循潮汐表；",
    }),
    ("information by the way", None, {
        "en": "Calls upon the ports to give effect to the rules, including providing information regarding lamps;",
        "ar": "تهيب بالموانئ أن تنفذ القواعد، بما في ذلك تقديم المعلومات عن المصابيح؛",
        "es": "Exhorta a los puertos a que apliquen las normas, en particular mediante el suministro de información"
              " respecto de las lámparas;",
        "fr": "Demande aux ports d’appliquer les règles, notamment en communiquant des renseignements sur les lampes ;",
        "ru": "призывает порты выполнить правила, в том числе путем предоставления информации о лампах;",
        "zh": "促请各港口落实规则，包括提供资料说明灯具的情况；",
    }),
    ("what annual reports monitor", "annual", {
        "en": "Requests the Board to conduct proper monitoring through annual reports regarding the lamps;",
        "ar": "تطلب إلى المجلس الاضطلاع بعملية رصد من خلال التقارير السنوية المتعلقة بالمصابيح؛",
        "es": "Solicita a la Junta que efectúe un seguimiento mediante informes anuales en lo que respecta a los"
              " faros;",
        "fr": "Demande au Conseil de procéder à un suivi, sous forme de rapports annuels, de l’état des phares ;",
        "ru": "просит Правление осуществлять контроль в рамках подготовки годовых докладов о маяках;",
        "zh": "请管理局通过年度报告对灯塔的状况进行监测；",
    }),
    ("a draft for the Assembly", (66,), {
        "en": "Decides that the Committee shall hold six sessions and conclude its work in order to provide a draft"
              " convention to the General Assembly at its sixty-sixth session;",
        "ar": "تقرر أن تعقد اللجنة ست دورات وأن تختم عملها من أجل تقديم مشروع اتفاقية إلى الجمعية العامة في دورتها"
              " السادسة والستين؛",
        "es": "Decide que el Comité celebre seis reuniones y que concluya sus trabajos a fin de presentarle un proyecto"
              " de convención en su sexagésimo sexto período de sesiones;",
        "fr": "Décide que le Comité tiendra six réunions et conclura ses travaux de manière à lui présenter un projet"
              " de convention à sa soixante-sixième session ;",
        "ru": "постановляет, что Комитет проведет шесть заседаний и завершит свою работу, с тем чтобы представить"
              " Генеральной Ассамблее проект конвенции на ее шестьдесят шестой сессии;",
        "zh": "决定委员会应召开六次会议，其后结束工作以便向大会第六十六届会议提交公约草案；",
    }),
    ("what is attached to reports", (65, 66), {
        "en": "Decides that the Ad Hoc Working Group shall continue to update the inventory to be attached to the"
              " reports to be submitted at the sixty-fifth and sixty-sixth sessions of the Assembly;",
        "ar": "تقرر أن يواصل الفريق العامل المخصص استكمال القائمة التي سترفق بالتقريرين المزمع تقديمها في دورتي الجمعية"
              " الخامسة والستين والسادسة والستين؛",
        "es": "Decide que el Grupo de Trabajo Especial siga actualizando el cuadro que se adjuntará a los informes que"
              " han de presentarse en los períodos de sesiones sexagésimo quinto y sexagésimo sexto de la Asamblea;",
        "fr": "Décide que le Groupe de travail spécial continuera de mettre à jour le tableau, lequel sera annexé aux"
              " rapports qui lui seront présentés à ses soixante-cinquième et soixante-sixième sessions ;",
        "ru": "постановляет, что Специальная рабочая группа продолжит обновлять перечень для его публикации в качестве"
              " приложения к докладам, которые будут представлены на шестьдесят пятой и шестьдесят шестой сессиях"
              " Ассамблеи;",
        "zh": "决定特设工作组继续更新目录，并附在向大会第六十五和六十六届会议提交的报告之后；",
    }),
    ("information that helps", None, {
        "en": "Invites the ports to provide information to make the lamps more effective;",
        "ar": "تدعو الموانئ إلى أن تقدم طواعية معلومات تزيد من فعالية المصابيح؛",
        "es": "Invita a los puertos a que proporcionen información, a título voluntario, para dar mayor eficacia a los"
              " faros;",
        "fr": "Invite les ports à fournir, à titre volontaire, des informations pour renforcer l’efficacité des"
              " phares ;",
        "ru": "предлагает портам представлять на добровольной основе информацию в целях повышения эффективности"
              " маяков;",
        "zh": "邀请各港口在自愿的基础上提供资料，使灯塔更加有效；",
    }),
    ("recommendations proposed", None, {
        "en": "Requests the Secretary-General to propose recommendations for ensuring the light of the lamps;",
        "ar": "تطلب إلى الأمين العام أن يقترح توصيات لضمان إنارة المصابيح؛",
        "es": "Solicita al Secretario General que proponga recomendaciones para garantizar la luz de los faros;",
        "fr": "Prie le Secrétaire général de proposer des recommandations tendant à assurer l’éclairage des phares ;",
        "ru": "просит Генерального секретаря предложить рекомендации по обеспечению света маяков;",
        "zh": "请秘书长提出确保灯塔照明的建议；",
    }),
    ("data of each month", "regular", {
        "en": "Requests the Secretary-General to provide monthly expenditure data by lamp;",
        "ar": "تطلب إلى الأمين العام أن يقدم بيانات شهرية عن نفقات المصابيح؛",
        "es": "Solicita al Secretario General que proporcione datos mensuales sobre los gastos de los faros;",
        "fr": "Prie le Secrétaire général de communiquer des données sur les dépenses mensuelles des phares ;",
        "ru": "просит Генерального секретаря представлять данные о ежемесячных расходах на маяки;",
        "zh": "请秘书长提供每月支出数据；",
    }),
    ("a yearly cycle", "annual", {
        "en": "Requests the Secretary-General to continue with the submission of the programme budget according to an"
              " annual cycle;",
        "ar": "تطلب إلى الأمين العام أن يواصل تقديم الميزانية البرنامجية على أساس دورة سنوية؛",
        "es": "Solicita al Secretario General que siga presentando el presupuesto por programas con arreglo a un ciclo"
              " anual;",
        "fr": "Prie le Secrétaire général de continuer de présenter le budget-programme selon un cycle annuel ;",
        "ru": "просит Генерального секретаря продолжать представлять бюджет по программам в соответствии с годичным"
              " циклом;",
        "zh": "请秘书长继续按年度周期提交方案预算；",
    }),
    ("the report of two merged", None, {
        "en": "Requests the Secretary-General to issue the merged report by the end of May;",
        "ar": "تطلب إلى الأمين العام أن يصدر التقرير المدمج بحلول نهاية أيار/مايو؛",
        "es": "Solicita al Secretario General que publique el informe combinado a más tardar a fines de mayo;",
        "fr": "Prie le Secrétaire général de publier ce rapport unique avant la fin du mois de mai ;",
        "ru": "просит Генерального секретаря выпустить объединенный доклад к концу мая;",
        "zh": "请秘书长在5月底前发布合并报告；",
    }),
]
NO_REPORTS: list[tuple[str, dict[str, str]]] = [
    ("what national reports are used for", {
        "en": "Encourages the ports to make increasing use of their national reports as a tool for communicating needs"
              " and information on lamps;",
        "ar": "تشجع الموانئ على زيادة استخدام تقاريرها الوطنية كأداة للإبلاغ عن الاحتياجات وتقديم المعلومات عن"
              " المصابيح؛",
        "es": "Alienta a los puertos a que hagan un mayor uso de sus informes nacionales como instrumento para informar"
              " sobre sus necesidades;",
        "fr": "Invite les ports à se servir de leurs rapports nationaux pour communiquer des informations sur leurs"
              " besoins ;",
        "ru": "рекомендует портам шире использовать свои национальные доклады в качестве инструмента, позволяющего"
              " сообщать о потребностях и передавать информацию о лампах;",
        "zh": "鼓励各港口更多地利用国家报告，将其作为交流需求和灯具信息的一个工具；",
    }),
    ("concluding observations", {
        "en": "Encourages the bodies to pay due regard to fog in their dialogue, particularly in their concluding"
              " observations and reports;",
        "ar": "تشجع الهيئات على إيلاء الاعتبار الواجب للضباب في حواراتها، ولا سيما في ما تصدره من ملاحظات ختامية"
              " وتقارير؛",
        "es": "Alienta a los órganos a que presten la debida atención a la niebla en su diálogo, en particular en sus"
              " observaciones finales e informes;",
        "fr": "Encourage les organes à tenir dûment compte de la brume dans leur dialogue, en particulier dans leurs"
              " observations finales et leurs rapports ;",
        "ru": "призывает органы должным образом учитывать туманы при проведении диалога, особенно в своих"
              " заключительных замечаниях и, соответственно, докладах;",
        "zh": "鼓励各机构在对话时，特别是在各自结论性意见和报告中适当顾及雾情；",
    }),
]
OBSERVANCES: list[tuple[str, list[str], dict[str, str]]] = [
    ("a conference called for", ["conference"], {
        "en": "Calls for the convening, as soon as possible, of an international conference on lighthouses;",
        "ar": "تدعو إلى عقد مؤتمر دولي بشأن المنارات في أقرب وقت ممكن؛",
        "es": "Pide que se convoque, cuanto antes, una conferencia internacional sobre los faros;",
        "fr": "Demande que soit convoquée, dans les meilleurs délais, une conférence internationale sur les phares ;",
        "ru": "призывает как можно скорее созвать международную конференцию по маякам;",
        "zh": "呼吁尽快举行一次灯塔问题国际会议；",
    }),
    ("what others may be told to consider", [], {
        "en": "Requests the Secretary-General to encourage Member States to consider the convening of a conference;",
        "ar": "تطلب إلى الأمين العام أن يواصل تشجيع الدول الأعضاء على النظر في عقد مؤتمر دولي؛",
        "es": "Solicita al Secretario General que siga alentando a los Estados Miembros a que consideren la posibilidad"
              " de celebrar una conferencia internacional;",
        "fr": "Prie le Secrétaire général de continuer à inviter les États Membres à envisager de convoquer une"
              " conférence internationale ;",
        "ru": "просит Генерального секретаря побуждать государства-члены рассмотреть возможность созыва международной"
              " конференции;",
    }),
    ("an event of a division", ["meeting"], {
        "en": "Requests the Division to mark the year, including by organizing a high-level event in Lisbon;",
        "ar": "تطلب إلى الشعبة أن تكرس أنشطتها للضباب، بما في ذلك عن طريق تنظيم مناسبة رفيعة المستوى؛",
        "es": "Solicita a la División que dedique sus actividades a la niebla, entre otras cosas organizando un acto de"
              " alto nivel;",
        "fr": "Prie la Division de consacrer ses activités à la brume, notamment en organisant une manifestation de"
              " haut niveau ;",
        "ru": "просит Отдел посвятить свою деятельность туману, в том числе путем организации мероприятия высокого"
              " уровня;",
        "zh": "要求该司以雾情为专题，包括为此于2027年5月15日组织一次高级别活动；",
    }),
    ("a workshop of days", ["meeting"], {
        "en": "Requests the Secretary-General to convene a two-day workshop in order to discuss fog;",
        "es": "Solicita al Secretario General que organice un taller de dos días de duración con el fin de examinar la"
              " niebla;",
        "fr": "Prie le Secrétaire général d’organiser un atelier de deux jours afin d’examiner la brume ;",
        "ru": "просит Генерального секретаря созвать двухдневный семинар, чтобы обсудить туманы;",
        "zh": "请秘书长召开一次为期两天的讲习班，以讨论雾情；",
    }),
    ("the anniversary of a day", ["day"], {
        "en": "Invites all States to consider organizing activities for the celebration in 2027 of the tenth"
              " anniversary of the International Day of Lighthouses;",
        "ar": "تدعو جميع الدول إلى النظر في تنظيم أنشطة للاحتفال في عام 2027 بالذكرى السنوية العاشرة لليوم الدولي"
              " للمنارات؛",
        "es": "Invita a todos los Estados a que consideren la posibilidad de organizar actividades para la celebración"
              " en 2027 del 10º aniversario del Día Internacional de los Faros;",
        "fr": "Invite tous les États à envisager d’organiser en 2027 des activités destinées à célébrer le dixième"
              " anniversaire de la Journée internationale des phares ;",
        "ru": "предлагает всем государствам рассмотреть вопрос об организации в 2027 году мероприятий в связи с десятой"
              " годовщиной провозглашения Международного дня маяков;",
    }),
]
# fmt: on


@pytest.mark.parametrize(
    ("language", "paragraph", "due"),
    [
        pytest.param(language, paragraph, due, id=f"{what}-{language}")
        for what, due, paragraphs in REPORTS
        for language, paragraph in paragraphs.items()
    ],
)
def test_reports(language: str, paragraph: str, due: tuple[int, ...] | str | None) -> None:
    (report,) = said(paragraph, language=language).reports
    assert (report.due and (report.due.sessions or report.due.recurrence)) == due


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        pytest.param(language, paragraph, id=f"{what}-{language}")
        for what, paragraphs in NO_REPORTS
        for language, paragraph in paragraphs.items()
    ],
)
def test_no_report(language: str, paragraph: str) -> None:
    assert said(paragraph, language=language).reports == ()


@pytest.mark.parametrize(
    ("language", "paragraph", "kinds"),
    [
        pytest.param(language, paragraph, kinds, id=f"{what}-{language}")
        for what, kinds, paragraphs in OBSERVANCES
        for language, paragraph in paragraphs.items()
    ],
)
def test_observances(language: str, paragraph: str, kinds: list[str]) -> None:
    assert [one.kind for one in said(paragraph, language=language).observances] == kinds
