"""The last good site comes back, however its folder is made."""

from generator.keptsite import KeptSite


def test_a_site_with_a_link_to_nothing_is_kept_and_put_back(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    site.joinpath("index.html").write_text("good", "utf-8")
    site.joinpath("loose").symlink_to("nowhere")
    kept = KeptSite(site)
    site.joinpath("index.html").unlink()
    kept.put_back()
    assert site.joinpath("index.html").read_text("utf-8") == "good"
    assert site.joinpath("loose").is_symlink()


def test_a_site_that_is_a_link_to_a_folder_stays_one(tmp_path):
    tmp_path.joinpath("elsewhere").mkdir()
    site = tmp_path / "site"
    site.symlink_to("elsewhere")
    site.joinpath("index.html").write_text("good", "utf-8")
    kept = KeptSite(site)
    site.joinpath("index.html").unlink()
    kept.put_back()
    assert site.is_symlink()
    assert site.joinpath("index.html").read_text("utf-8") == "good"
