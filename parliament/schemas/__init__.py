"""marshmallow: the shape of what comes in and of what goes out, shared by forms and JSON. Shapes only, no rules."""
