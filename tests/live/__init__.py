"""The gallery, over real sockets: a real server on a free port, and clients that speak frame by frame."""
