from catalogue import DOCUMENT, PARTS, kinds, page


def test_the_page_is_that_of_the_catalogue():
    assert DOCUMENT.read_text("utf-8") == page(), "run: python tests/docs/catalogue.py"


def test_every_code_has_its_part_and_is_given_once():
    codes = [kind.code for kind in kinds()]
    assert len(set(codes)) == len(codes)
    assert {code[0] for code in codes} <= PARTS.keys()


def test_every_template_has_the_same_values_in_both_languages():
    import string

    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for kind in kinds():
        assert fields(kind.sentence.en) == fields(kind.sentence.zh), kind.code
        if kind.hint is not None:
            assert fields(kind.hint.en) == fields(kind.hint.zh), kind.code
