"""What surrounds every page: navigation, language, server, calm errors; and the page Start."""
