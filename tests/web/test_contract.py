"""The API keeps what its description promises: it is asked what the description allows, and what it doesn't."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from operative.registry import Registry
from operative.web import application

SETTINGS = settings(
    max_examples=8,  # of each question
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


# No description tells which queries can be understood, nor which documents are held and what can be said of them: of
# these alone some that it allows are refused.


def test_the_api_does_what_its_description_says(registry: Registry) -> None:
    schema = schemathesis.openapi.from_asgi("/api/v1/schema/openapi.json", application(registry))
    answered: Counter[int] = Counter()
    questions = [found.ok() for found in schema.get_all_operations()]
    for question in questions:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @SETTINGS
            @given(case=question.as_strategy(generation_mode=mode))
            def holds(case: Case) -> None:
                told = case.method == "GET" and case.path != "/api/v1/search"
                unsaid = [] if told else [positive_data_acceptance]
                answered[case.call_and_validate(excluded_checks=unsaid).status_code] += 1

            # what has no parameters can't be asked wrongly
            with suppress(*([Unsatisfiable] if mode is GenerationMode.NEGATIVE else [])):
                holds()
    assert len(questions) > 20
    assert {200, 400, 404} <= set(answered)
