"""Compiling the translations."""

from django.utils.translation import gettext, override

from linli.web.messages import compile_messages


def test_a_program_goes_on_with_what_it_compiled(tmp_path, settings):
    """On a first start the same program compiles the messages and then fills the demo."""
    settings.LOCALE_PATHS = [tmp_path]
    with override("zh-hans"):
        assert gettext("All meetings") == "All meetings"
    compile_messages(tmp_path)
    with override("zh-hans"):
        assert gettext("All meetings") == "全部会议"
