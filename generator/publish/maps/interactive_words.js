// Every word that the interactive map says to a reader.
"use strict";

const WORDS = {
  map: "Map. The arrow keys move it, plus and minus zoom.",
  whole: "Whole story",
  full: "Full screen",
  leave: "Leave full screen",
  legend: "Legend and layers",
  kinds: "Kinds of place",
  tracks: "Tracks of the chronology",
  noTrack: "No entry in the chronology",
  kind: { town: "town or city", site: "site", district: "district", region: "region", country: "country" },
  approximate: "Hollow: the point is approximate",
  exact: "Ring: reported for the chosen day",
  possible: "Dashed ring: may lie in these days",
  near: "point is approximate",
  from: (distance, center) => `${distance} from ${center}`,
  statements: (count) => `${count} statement${count === 1 ? "" : "s"}`,
  none: "No statement of the story is tied to this place alone.",
  noDate: "no date",
  page: "This place on the map page",
  days: {
    region: "What was reported where, by day",
    slider: "Day",
    all: "All days",
    play: "Play",
    pause: "Pause",
    hint: "Move the slider to see what was reported where on a day.",
    none: "Nothing of what the legend leaves on.",
    exact: "This day",
    possible: "May lie in these days",
  },
};
