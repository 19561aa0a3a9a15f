"""How an editor changes the looks of the site: options of the theme, checked and made into rules."""

import re

import pytest
from conftest import run

from generator.publish.host import look
from generator.publish.host.look import look_problems, look_rules


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({"logos": "x.png"}, "theme-key", 'Did you mean "logo"?'),
        ({"palette": "x"}, "theme-key", "Known here: logo, favicon, accent, font, footer."),
        ({"logo": "img/none.png"}, "theme-file", "img/none.png"),
        ({"favicon": ["a.png"]}, "theme-value", "a.png"),
        ({"font": "Comic Sans"}, "theme-value", "serif or sans"),
        ({"accent": "teal"}, "theme-accent", "teal"),
        ({"accent": "#ffcc00"}, "theme-accent", "#"),
        ({"footer": ""}, "theme-value", "footer"),
    ],
)
def test_a_wrong_option_is_an_error_that_says_what_would_do(tmp_path, given, code, said):
    (problem,) = look_problems(given, tmp_path)
    assert problem.code == code
    assert said in " ".join((problem.message, *problem.hints))


def test_right_options_are_none(tmp_path):
    tmp_path.joinpath("logo.svg").write_text("<svg/>", "utf-8")
    given = {"logo": "logo.svg", "favicon": "logo.svg", "accent": "#7a1f5c", "font": "sans", "footer": "Desk"}
    assert look_problems(given, tmp_path) == []


@pytest.mark.parametrize("accent", ["#7a1f5c", "#003366", "#000000", "#5b3a00", "#0b5462"])
def test_an_accent_can_be_read_on_every_ground_in_both_schemes(accent):
    rules = look_rules({"accent": accent})
    found = re.findall(r"--accent: (#[0-9a-f]{6}); --tint: (#[0-9a-f]{6});", rules)
    assert found[0][0] == accent
    assert found[1] == found[2] != found[0]
    for scheme, pair in (("light", found[0]), ("dark", found[1])):
        colors = look._theme_colors(scheme)
        grounds = [*(colors[name] for name in ("paper", "raised", "mark")), look._color(pair[1])]
        assert all(look._contrast(look._color(pair[0]), ground) >= 4.5 for ground in grounds)


def test_a_pale_accent_gets_the_nearest_that_can_be_read(tmp_path):
    (problem,) = look_problems({"accent": "#e0a000"}, tmp_path)
    near = re.search(r"#[0-9a-f]{6}", problem.hints[0])[0]
    assert look_problems({"accent": near}, tmp_path) == []


def test_the_site_has_the_logo_the_icon_the_color_and_the_words(project):
    folder = project(
        {"a.txt": "Ferry hits pier\n\nPublished 4 May 2025\n\nThe ferry hit the pier, the port said.\n"}
    )
    folder.joinpath("site_src/logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    settings = folder / "mkdocs.yml"
    options = "{name: explainer, logo: logo.svg, favicon: logo.svg, accent: '#7a1f5c', font: sans, footer: A <desk>}"
    settings.write_text(settings.read_text("utf-8").replace("{name: explainer}", options), "utf-8")
    run("mkdocs", folder)
    page = folder.joinpath("site/about/index.html").read_text("utf-8")
    assert '<img class="logo" src="../logo.svg" alt=""' in page
    assert '<link rel="icon" href="../logo.svg">' in page
    assert "A &lt;desk&gt;" in page
    for sheet in ("home", "site"):
        css = folder.joinpath(f"site/css/{sheet}.css").read_text("utf-8")
        assert css.rindex("--accent:#7a1f5c") > css.rindex("--accent:#0b5462")
    settings.write_text(settings.read_text("utf-8").replace("logo:", "lgoo:"), "utf-8")
    failed = run("mkdocs", folder, check=False).stderr
    assert "[theme-key]" in failed
    assert 'Did you mean "logo"?' in failed
