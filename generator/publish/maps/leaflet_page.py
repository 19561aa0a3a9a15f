"""The interactive map's page and what its script does beside folium's: templates for ``str.format``."""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<base target="_parent">
<link rel="stylesheet" href="{leaflet}/leaflet.css">
<style>{style}</style>
<script src="{leaflet}/leaflet.js"></script>
</head>
<body>
<main aria-label="{title}">
<noscript><p>This map needs JavaScript; the drawn map and the table on the page say the same.</p></noscript>
{html}
</main>
<script>
{script}
</script>
</body>
</html>
"""

# Names of one group are stacked until the zoom parts their symbols; of other names that would cover one
# another the less important is hidden, its symbol stays. Areas of the center's country end at its border and
# shore: the country's own outline clips them.
SCRIPT = """
(function (map) {{
  var box = map.getContainer();
  var names = [".map-name", ".map-area", ".map-country"].flatMap(function (css) {{
    return Array.from(box.querySelectorAll(css));
  }});
  var part = function () {{
    box.classList.toggle("is-near", map.getZoom() >= {zoom});
    var shown = Array.from(box.querySelectorAll(".map-symbol"), function (symbol) {{
      return symbol.getBoundingClientRect();
    }});
    names.forEach(function (name) {{
      var own = name.getBoundingClientRect();
      var covered = shown.some(function (other) {{
        var beside = own.left >= other.right || other.left >= own.right;
        return !beside && own.top < other.bottom - 3 && other.top < own.bottom - 3;
      }});
      name.style.visibility = covered ? "hidden" : "";
      if (!covered) shown.push(own);
    }});
  }};
  map.on("zoomend resize", part);
  part();
  map.attributionControl.setPrefix("Leaflet");
  var own = box.querySelector(".map-focus");
  if (own) {{
    own.id = "own-outline";
    own.insertAdjacentHTML("beforebegin", '<clipPath id="own"><use href="#own-outline"/></clipPath>');
  }}
}})({map});
"""
