"""The gallery: sockets that listen and never act. It knows entries and who may read them; it makes no page itself."""
