"""How a notice is cited."""

import pytest

from notices.reading.citing import citation


@pytest.mark.parametrize(
    ("title", "number", "cited"),
    [
        ("关于植树的通知", "示发〔2026〕7号", "《关于植树的通知》（示发〔2026〕7号）"),
        ("关于植树的公示", "", "《关于植树的公示》"),
        ("关于印发《护林办法》的通知", "", "《关于印发〈护林办法〉的通知》"),
    ],
)
def test_a_notice_is_cited_by_title_and_number(title, number, cited):
    assert citation(title, number) == cited
