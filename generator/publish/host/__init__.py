"""What MkDocs needs around the pages: the folder of the site, and the server that shows it."""
